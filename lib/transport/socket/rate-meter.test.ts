import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { RateMeter } from "./rate-meter";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

const RATE = { points: 10, seconds: 10 };
const counted = (meter: RateMeter, frames: number) => {
  for (let i = 0; i < frames; i++) meter.count();
  return meter.verdict;
};

test("S44: frames are fine up to the rate, over it they are refused, and some times over it they are a flood", () => {
  const meter = new RateMeter(RATE);
  expect(counted(meter, 10)).toBe("fine");
  expect(counted(meter, 1)).toBe("over");
  expect(counted(meter, 10 * LIMITS.floodTimes - 11)).toBe("over");
  expect(counted(meter, 1)).toBe("flood");
});

test("S44: after a pause frames pass again at the rate", () => {
  const meter = new RateMeter(RATE);
  expect(counted(meter, 15)).toBe("over");
  vi.advanceTimersByTime(6_000);
  expect(counted(meter, 1)).toBe("fine");
  expect(counted(meter, 1)).toBe("over");
  vi.advanceTimersByTime(3_600_000);
  expect(counted(meter, 10)).toBe("fine");
});
