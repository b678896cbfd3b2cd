import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis } from "rate-limiter-flexible";
import { networkOf } from "@/lib/platform/client-address";
import { remember } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { RATES, type Rate } from "@/lib/shared/limits";
import { DomainError } from "./errors";

type Limiter = RateLimiterMemory | RateLimiterRedis;

/** Takes one from what `key` may do at this rate. Throws `rate_limited` with the seconds until there is one again. */
export async function throttle(name: keyof typeof RATES, key: string): Promise<void> {
  try {
    await limiter(name).consume(keyOf(name, key));
  } catch (refused) {
    if (!isRefusal(refused)) throw refused;
    const retryAfter = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw new DomainError("rate_limited", `Too many attempts. Try again in ${retryAfter} s.`, { retryAfter });
  }
}

/** The same, for what is left out instead of refused: whether there was one to take. */
export async function isWithin(name: keyof typeof RATES, key: string): Promise<boolean> {
  return throttle(name, key).then(
    () => true,
    (error) => {
      if (DomainError.is(error)) return false;
      throw error;
    },
  );
}

/** Not `instanceof`: the limiter is shared by module graphs that each have their own copy of the class. */
const isRefusal = (thrown: unknown): thrown is { msBeforeNext: number } =>
  typeof (thrown as { msBeforeNext?: unknown } | null)?.msBeforeNext === "number";

/** Gives back what `throttle` took, for an attempt that turned out right. */
export async function forgive(name: keyof typeof RATES, key: string): Promise<void> {
  await limiter(name).reward(keyOf(name, key));
}

/** Limits per address are per network: whoever has an IPv6 address has some quintillions of them. */
const keyOf = (name: keyof typeof RATES, key: string) => (name.endsWith("PerAddress") ? networkOf(key) : key);

/** A rate as it is here: RATE_FACTOR raises it. */
export function rate(name: keyof typeof RATES): Rate {
  const { points, seconds } = RATES[name];
  return { points: points * (settings().rateFactor ?? 1), seconds };
}

/** Counted in Redis where there are several processes; one that loses Redis counts in its own memory. */
function limiter(name: keyof typeof RATES): Limiter {
  return remember(`throttle:${name}`, () => {
    const { points, seconds } = rate(name);
    const { redisUrl } = settings();
    const memory = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
    if (!redisUrl) return memory;
    return new RateLimiterRedis({
      storeClient: counters(redisUrl),
      keyPrefix: `parley:${name}`,
      points,
      duration: seconds,
      insuranceLimiter: memory,
    });
  });
}

function counters(url: string): Redis {
  return remember("counters", () => {
    const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    redis.on("error", () => {}); // The insurance limiter takes over; the bus says that Redis is away.
    return redis;
  });
}
