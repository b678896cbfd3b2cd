import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WakeLoop } from "./wake-loop";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const LINGER_MS = 100;
const LONGEST_MS = 500;

/** A loop whose looks take so many milliseconds, woken all the time, and the pauses between its looks. */
function busyLoop(lookMs: number) {
  const pauses: number[] = [];
  let endedAt = Number.NaN;
  const loop = new WakeLoop({
    name: "Test",
    pollMs: 60_000,
    lingerMs: LINGER_MS,
    longestLingerMs: LONGEST_MS,
    async look() {
      pauses.push(performance.now() - endedAt);
      await new Promise((resolve) => setTimeout(resolve, lookMs));
      loop.wake();
      endedAt = performance.now();
    },
  });
  return { loop, pauses };
}

test.each([
  ["a short look is followed by the usual pause", 10, LINGER_MS],
  ["a look of 50 ms is followed by a pause of 200", 50, 200],
  ["no pause is longer than the longest", 400, LONGEST_MS],
])("%s", async (_name, lookMs, expected) => {
  const { loop, pauses } = busyLoop(lookMs);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(pauses.length).toBeGreaterThan(3);
  for (const pause of pauses.slice(1)) expect(pause).toBe(expected);
  const stopped = loop.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  await stopped;
});
