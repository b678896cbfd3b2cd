import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WakeLoop } from "./wake-loop";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a loop that is woken all the time pauses after each look as it says", async () => {
  const wanted = [100, 500, 200];
  const pauses: number[] = [];
  let endedAt = Number.NaN;
  const loop = new WakeLoop({
    name: "Test",
    pollMs: 60_000,
    lingerMs: () => wanted[pauses.length - 1] ?? 80,
    async look() {
      pauses.push(performance.now() - endedAt);
      await new Promise((resolve) => setTimeout(resolve, 30));
      loop.wake();
      endedAt = performance.now();
    },
  });
  await vi.advanceTimersByTimeAsync(1_200);
  expect(pauses.slice(1, 4)).toEqual(wanted);
  const stopped = loop.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  await stopped;
});
