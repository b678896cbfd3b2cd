import { Redis } from "ioredis";
import { afterAll, afterEach, describe, expect, inject, test, vi } from "vitest";
import { type BucketSize, MemoryBuckets, RedisBuckets, type TokensLeft } from "./token-bucket";

const SIZE = { points: 300, duration: 15 };
const MS_EACH = 50;

afterEach(() => void vi.useRealTimers());
const redis = new Redis(inject("redisUrl"), { maxRetriesPerRequest: 1 });
afterAll(() => redis.quit());

const size = (of: Partial<BucketSize> = {}): BucketSize => ({
  ...SIZE,
  keyPrefix: `t${Math.random()}`,
  ...of,
});

/** Takes so many tokens one after the other, and counts those that pass. */
async function passing(buckets: MemoryBuckets, many: number, key = "ada"): Promise<number> {
  let passed = 0;
  for (let i = 0; i < many; i++)
    await buckets.consume(key).then(
      () => passed++,
      () => 0,
    );
  return passed;
}

const refusalOf = (buckets: MemoryBuckets) =>
  buckets.consume("ada").then(
    () => null,
    (left: TokensLeft) => left,
  );

describe("in memory", () => {
  test("a burst passes at once, and then as many as a second brings, second after second", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const buckets = new MemoryBuckets(size());
    expect(await passing(buckets, 547)).toBe(300);
    for (let second = 0; second < 20; second++) {
      vi.advanceTimersByTime(1_000);
      expect(await passing(buckets, 40)).toBe(20);
    }
  });

  test("a steady pace passes for ever after the burst", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const buckets = new MemoryBuckets(size());
    await passing(buckets, 300);
    for (let i = 0; i < 1_000; i++) {
      vi.advanceTimersByTime(MS_EACH);
      expect(await passing(buckets, 1)).toBe(1);
    }
  });

  test("reports the tokens left and the time until the next", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const buckets = new MemoryBuckets(size());
    expect(await buckets.consume("ada")).toEqual({ remainingPoints: 299, msBeforeNext: MS_EACH });
    await passing(buckets, 299);
    vi.advanceTimersByTime(20);
    expect(await refusalOf(buckets)).toEqual({ remainingPoints: 0, msBeforeNext: 30 });
    vi.advanceTimersByTime(30);
    expect(await buckets.consume("ada")).toEqual({ remainingPoints: 0, msBeforeNext: 15_000 });
  });

  test("a bucket is full again after its time and never fuller, and each key has its own", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const buckets = new MemoryBuckets(size());
    expect(await passing(buckets, 400)).toBe(300);
    expect(await passing(buckets, 400, "bob")).toBe(300);
    vi.advanceTimersByTime(3_600_000);
    expect(await passing(buckets, 400)).toBe(300);
  });

  test("a refusal takes no token, and a refund puts one back", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const buckets = new MemoryBuckets(size());
    await passing(buckets, 5_000);
    await buckets.reward("ada");
    expect(await passing(buckets, 5)).toBe(1);
    vi.advanceTimersByTime(MS_EACH);
    expect(await passing(buckets, 5)).toBe(1);
  });
});

describe("in Redis", () => {
  test("two processes share one bucket, and a token comes at the announced time", async () => {
    const shared = size({ points: 100, duration: 20 });
    const [here, there] = [new RedisBuckets(redis, shared), new RedisBuckets(redis, shared)];
    const began = performance.now();
    const passed = (await Promise.all([passing(here, 80), passing(there, 80)])).reduce((a, b) => a + b);
    const refilled = Math.ceil((performance.now() - began) / 200) + 1;
    expect(passed).toBeGreaterThanOrEqual(100);
    expect(passed).toBeLessThanOrEqual(100 + refilled);
    for (let i = 0; i < 3; i++) {
      for (let left = await refusalOf(there); left !== null; left = await refusalOf(there)) {
        expect(left.msBeforeNext).toBeGreaterThan(0);
        expect(left.msBeforeNext).toBeLessThanOrEqual(201);
        const wait = left.msBeforeNext;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  });

  test("a bucket that is full leaves nothing behind, and gives back", async () => {
    const shared = size({ points: 2, duration: 3_600 });
    const buckets = new RedisBuckets(redis, shared);
    expect(await passing(buckets, 5)).toBe(2);
    await buckets.reward("ada");
    expect(await passing(buckets, 5)).toBe(1);
    const ttl = await redis.pttl(`${shared.keyPrefix}:ada`);
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(7_200_000);
  });

  test("without Redis a process counts in its own memory", async () => {
    const away = new Redis("redis://127.0.0.1:1", {
      lazyConnect: true,
      enableOfflineQueue: false,
      retryStrategy: null,
    });
    away.on("error", () => {});
    const buckets = new RedisBuckets(away, size({ points: 10, duration: 3_600 }));
    expect(await passing(buckets, 25)).toBe(10);
    await buckets.reward("ada");
    expect(await passing(buckets, 2)).toBe(1);
    away.disconnect();
  });
});
