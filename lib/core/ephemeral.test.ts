import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { publishThrottled } from "./ephemeral";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first event is published at once, then the newest of each second, by key", () => {
  const told: string[] = [];
  const say = (key: string, text: string) => publishThrottled(key, () => void told.push(text));
  say("ada", "a1");
  say("ada", "a2");
  say("ada", "a3");
  say("bob", "b1");
  expect(told).toEqual(["a1", "b1"]);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(["a1", "b1", "a3"]);
  say("ada", "a4");
  expect(told).toEqual(["a1", "b1", "a3"]);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(["a1", "b1", "a3", "a4"]);
  vi.advanceTimersByTime(5_000);
  say("ada", "a5");
  expect(told.at(-1)).toBe("a5");
});
