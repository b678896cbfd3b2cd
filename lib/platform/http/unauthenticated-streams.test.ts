import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UnauthenticatedStreams } from "./unauthenticated-streams";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const waitingStreams = () => new UnauthenticatedStreams({ ms: 10_000, perNetwork: 2, inAll: 3 });

/** Opens a stream from a network; it may be refused. */
function come(waiting: UnauthenticatedStreams, network: string) {
  const stream = new PassThrough();
  return { stream, isIn: waiting.admit(stream, network) };
}

test("streams are limited per network and in all", () => {
  const waiting = waitingStreams();
  expect(["a", "a", "a", "b", "b", "c"].map((network) => come(waiting, network).isIn)).toEqual([
    true,
    true,
    false,
    true,
    false,
    false,
  ]);
  expect(waiting.count).toBe(3);
});

test("the longest silent stream is evicted for a new one; one that authenticates is not", () => {
  const waiting = waitingStreams();
  const [asks, silent] = [come(waiting, "a"), come(waiting, "a")];
  waiting.authenticating(asks.stream);
  vi.advanceTimersByTime(1_001);
  expect(come(waiting, "a").isIn).toBe(true);
  expect([asks.stream.destroyed, silent.stream.destroyed]).toEqual([false, true]);
  expect(come(waiting, "a").isIn).toBe(false);
  expect(waiting.count).toBe(2);
});

test("a stream is destroyed when its time is over, and a removed one is not", () => {
  const waiting = waitingStreams();
  const [late, known] = [come(waiting, "a"), come(waiting, "a")];
  waiting.remove(known.stream);
  vi.advanceTimersByTime(10_000);
  expect([late.stream.destroyed, known.stream.destroyed]).toEqual([true, false]);
});

test("a stream that closes, or is removed twice, frees one slot", async () => {
  const waiting = waitingStreams();
  const [gone, known] = [come(waiting, "a"), come(waiting, "b")];
  gone.stream.destroy();
  waiting.remove(known.stream);
  waiting.remove(known.stream);
  await vi.waitUntil(() => waiting.count === 0);
  expect([come(waiting, "a").isIn, come(waiting, "a").isIn, come(waiting, "a").isIn]).toEqual([
    true,
    true,
    false,
  ]);
});
