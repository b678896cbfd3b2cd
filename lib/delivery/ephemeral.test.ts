import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { publishThrottled } from "./ephemeral";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first event is published at once, then the newest of each second, by key", () => {
  const published: string[] = [];
  const publish = (key: string, text: string) => publishThrottled(key, () => void published.push(text));
  publish("ada", "a1");
  publish("ada", "a2");
  publish("ada", "a3");
  publish("bob", "b1");
  expect(published).toEqual(["a1", "b1"]);
  vi.advanceTimersByTime(1_000);
  expect(published).toEqual(["a1", "b1", "a3"]);
  publish("ada", "a4");
  expect(published).toEqual(["a1", "b1", "a3"]);
  vi.advanceTimersByTime(1_000);
  expect(published).toEqual(["a1", "b1", "a3", "a4"]);
  vi.advanceTimersByTime(5_000);
  publish("ada", "a5");
  expect(published.at(-1)).toBe("a5");
});
