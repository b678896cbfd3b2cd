import type { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis } from "rate-limiter-flexible";
import { networkOf } from "@/lib/platform/http/client-address";
import { connectRedis } from "@/lib/platform/redis/redis";
import { remember } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { RATES, type Rate } from "@/lib/shared/limits";
import type { Actor } from "./actor";
import { DomainError } from "./errors";
import { MemoryBuckets, RedisBuckets, type TokensLeft } from "./token-bucket";

type Limiter = RateLimiterMemory | RateLimiterRedis | MemoryBuckets;
type Name = keyof typeof RATES;

/**
 * Takes one token of `key` at this rate.
 *
 * @throws `rate_limited` with the seconds until there is another
 */
export async function throttle(name: Name, key: string): Promise<void> {
  const { isRefused, msBeforeNext } = await take(name, key);
  if (!isRefused) return;
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1000));
  throw new DomainError("rate_limited", `Too many attempts. Try again in ${retryAfter} s.`, { retryAfter });
}

/**
 * Takes one of the caller's sends, and reports the rest to the door.
 *
 * @throws `rate_limited`
 */
export async function throttleSend(actor: Pick<Actor, "userId" | "onRate">): Promise<void> {
  const name = "sendBurst";
  const { isRefused, remainingPoints, msBeforeNext } = await take(name, actor.userId ?? "");
  if (!isRefused && !actor.onRate) return;
  const { points, seconds } = rate(name);
  const resetSeconds = Math.ceil(msBeforeNext / 1000);
  actor.onRate?.({ name: "sends", limit: points, seconds, remaining: remainingPoints, resetSeconds });
  if (!isRefused) return;
  const retryAfter = Math.max(1, resetSeconds);
  throw new DomainError("rate_limited", `You're sending too fast. Try again in ${retryAfter} s.`, {
    retryAfter,
  });
}

/**
 * Refuses if no token is left, and takes none. Use it for attempts that count only when they turn out wrong; then
 * call `throttle`.
 *
 * @throws `rate_limited`
 */
export async function requireRateLeft(
  name: "roomPasswordPerRoom" | "roomPasswordPerAddress",
  key: string,
): Promise<void> {
  const counted = limiter(name);
  const left = "get" in counted ? await counted.get(keyOf(name, key)) : null;
  if (!left || left.consumedPoints < rate(name).points) return;
  const retryAfter = Math.max(1, Math.ceil(left.msBeforeNext / 1000));
  throw new DomainError("rate_limited", `Too many attempts. Try again in ${retryAfter} s.`, { retryAfter });
}

/** Takes one token and returns whether there was one, for things that are skipped instead of refused. */
export async function isWithinRate(name: Name, key: string): Promise<boolean> {
  return !(await take(name, key)).isRefused;
}

async function take(name: Name, key: string): Promise<TokensLeft & { isRefused: boolean }> {
  try {
    const { remainingPoints, msBeforeNext } = await limiter(name).consume(keyOf(name, key));
    return { remainingPoints, msBeforeNext, isRefused: false };
  } catch (refused) {
    if (!isRefusal(refused)) throw refused;
    return { remainingPoints: 0, msBeforeNext: refused.msBeforeNext, isRefused: true };
  }
}

/** Not `instanceof`: the limiter is shared by module graphs that each have their own copy of the class. */
const isRefusal = (thrown: unknown): thrown is { msBeforeNext: number } =>
  typeof (thrown as { msBeforeNext?: unknown } | null)?.msBeforeNext === "number";

/** Gives back what `throttle` took, for an attempt that turned out right. */
export async function refundRate(name: Name, key: string): Promise<void> {
  await limiter(name).reward(keyOf(name, key));
}

/** Limits per address count per network, because one IPv6 user has a whole /64. */
const keyOf = (name: Name, key: string) => (name.endsWith("PerAddress") ? networkOf(key) : key);

/** Returns a rate, multiplied by RATE_FACTOR. */
export function rate(name: Name): Rate {
  const { points, ...other }: Rate = RATES[name];
  return { points: points * (settings().rateFactor ?? 1), ...other };
}

/** Counts in Redis if there are several processes; a process that loses Redis counts in its own memory. */
function limiter(name: Name): Limiter {
  return remember(`throttle:${name}`, () => {
    const { points, seconds: duration, refills } = rate(name);
    const { redisUrl } = settings();
    const size = { points, duration, keyPrefix: redisUrl ? `parley:${name}` : name };
    if (refills) return redisUrl ? new RedisBuckets(counters(redisUrl), size) : new MemoryBuckets(size);
    const memory = new RateLimiterMemory(size);
    if (!redisUrl) return memory;
    return new RateLimiterRedis({ ...size, storeClient: counters(redisUrl), insuranceLimiter: memory });
  });
}

function counters(url: string): Redis {
  return remember("counters", () => {
    const redis = connectRedis(url, "commands");
    redis.on("error", () => {}); // The insurance limiter takes over; the bus logs that Redis is away.
    return redis;
  });
}
