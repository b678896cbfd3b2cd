import { afterEach, beforeEach, expect, vi } from "vitest";

// A test during which something complained on stderr has found something, unless it took the complaint itself.
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  expect(takeComplaints(), "console.error was called").toEqual([]);
});

/** Takes the calls of `console.error` in this test so far, one string each. They count as expected. */
export function takeComplaints(): string[] {
  const { calls } = vi.mocked(console.error).mock;
  return calls.splice(0).map((words) => words.map(String).join(" "));
}
