import { afterEach, beforeEach, expect, vi } from "vitest";

// A test during which something complained on stderr has found something, unless it took the complaint itself.
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  expect(takeComplaints(), "console.error was called").toEqual([]);
});

/** What was said by `console.error` in this test up to now, one string for each call. They count as expected. */
export function takeComplaints(): string[] {
  const { calls } = vi.mocked(console.error).mock;
  return calls.splice(0).map((words) => words.map(String).join(" "));
}
