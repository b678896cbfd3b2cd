import type { Redis } from "ioredis";

/** A bucket of `points` tokens that refills evenly in `duration` seconds. */
export type BucketSize = { points: number; duration: number; keyPrefix: string };

/** State of a bucket after a token was taken. */
export type TokensLeft = {
  remainingPoints: number;
  /** Milliseconds until the bucket is full; if nothing was left, until there is a token. */
  msBeforeNext: number;
};

/**
 * Token buckets by key: a burst of `points` passes at once, and later ones at the refill rate, without waiting for a
 * window to end. It stores one time per key, at which the bucket will be full (generic cell rate algorithm, ITU-T
 * I.371). The methods are those of rate-limiter-flexible, which counts in windows.
 */
export class MemoryBuckets {
  private readonly fullAt = new Map<string, number>();
  private sweepAt = 0;
  protected readonly msEach: number;

  constructor(protected readonly size: BucketSize) {
    this.msEach = (size.duration * 1000) / size.points;
  }

  /** Takes a token. Rejects with `TokensLeft` if there is none. */
  async consume(key: string): Promise<TokensLeft> {
    const now = performance.now();
    this.sweep(now);
    const fullAt = Math.max(this.fullAt.get(key) ?? 0, now) + this.msEach;
    const left = this.leftOf(fullAt - now);
    if (left.remainingPoints < 0) throw this.refusal(fullAt - now);
    this.fullAt.set(key, fullAt);
    return left;
  }

  /** Puts a token back. */
  async reward(key: string): Promise<void> {
    const fullAt = this.fullAt.get(key);
    if (fullAt !== undefined) this.fullAt.set(key, fullAt - this.msEach);
  }

  protected leftOf(msToFull: number): TokensLeft {
    // A thousandth of a token is rounding error, not a missing token.
    const remainingPoints = Math.floor(this.size.points - msToFull / this.msEach + 1e-3);
    return { remainingPoints, msBeforeNext: msToFull };
  }

  protected refusal(msToFull: number): TokensLeft {
    return { remainingPoints: 0, msBeforeNext: msToFull - this.size.points * this.msEach };
  }

  /** Drops full buckets, which equal absent ones. */
  private sweep(now: number): void {
    if (now < this.sweepAt) return;
    this.sweepAt = now + this.size.duration * 1000;
    for (const [key, fullAt] of this.fullAt) if (fullAt <= now) this.fullAt.delete(key);
  }
}

/**
 * Returns [milliseconds until full after this token, whether it was taken]. Uses the clock of Redis, which all
 * processes share.
 */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local each, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + each
if full - now > most + each / 1000 then return { tostring(full - now), 0 } end
redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
return { tostring(full - now), 1 }`;

const GIVE_BACK = `
local full = redis.call('GET', KEYS[1])
if full then redis.call('SET', KEYS[1], string.format('%.3f', full - tonumber(ARGV[1])), 'KEEPTTL') end`;

/** Token buckets in Redis for all processes. Without Redis each process counts in its own memory. */
export class RedisBuckets extends MemoryBuckets {
  constructor(
    private readonly redis: Redis,
    size: BucketSize,
  ) {
    super(size);
  }

  override async consume(key: string): Promise<TokensLeft> {
    const taken = await this.ask(TAKE, key, this.msEach, this.size.points * this.msEach);
    if (taken === undefined) return super.consume(key);
    const [msToFull, isTaken] = taken as [string, number];
    if (!isTaken) throw this.refusal(Number(msToFull));
    return this.leftOf(Number(msToFull));
  }

  override async reward(key: string): Promise<void> {
    const given = await this.ask(GIVE_BACK, key, this.msEach);
    if (given === undefined) await super.reward(key);
  }

  /** @returns undefined if Redis does not answer */
  private async ask(script: string, key: string, ...values: number[]): Promise<unknown> {
    try {
      return await this.redis.eval(script, 1, `${this.size.keyPrefix}:${key}`, ...values);
    } catch {
      return undefined;
    }
  }
}
