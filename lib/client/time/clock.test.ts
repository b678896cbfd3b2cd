import { expect, test } from "vitest";
import { createClock } from "./clock";

test.each([
  ["en-GB", "2026-11-20T07:05:00Z", "20 Nov, 07:05"],
  ["en-GB", "2025-11-20T07:05:00Z", "20 Nov 2025, 07:05"],
  ["en-US", "2026-11-20T07:05:00Z", "Nov 20, 7:05 AM"],
  ["ru", "2026-11-20T07:05:00Z", "20 нояб., 07:05"],
])("a stamp of this year has no year: %s", (locale, at, words) => {
  const said = createClock(locale, "UTC").stamp(at, "2026-11-30");
  expect(said.replace(/[\u00a0\u202f]/g, " ")).toBe(words);
});

test("a stamp without a day of reference has its year", () => {
  expect(createClock("en-GB", "UTC").stamp("2026-11-20T07:05:00Z")).toBe("20 Nov 2026, 07:05");
});
