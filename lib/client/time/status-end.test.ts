import { expect, test } from "vitest";
import { clockTime, dayHere, statusEnd } from "./status-end";

/** A Wednesday, in the zone of the machine. */
const now = new Date("2026-11-25T14:10:00");

test.each([
  ["halfHour", "en-GB", "2026-11-25T14:40:00"],
  ["fourHours", "en-GB", "2026-11-25T18:10:00"],
  ["today", "en-GB", "2026-11-25T23:59:00"],
  ["week", "en-GB", "2026-11-29T23:59:00"],
  ["week", "en-US", "2026-11-28T23:59:00"],
] as const)("a status for %s in %s ends at %s", (end, locale, at) => {
  expect(statusEnd(end, locale, now)).toEqual(new Date(at));
});

test("on the last day of a week, the week ends tonight", () => {
  const sunday = new Date("2026-11-29T23:00:00");
  expect(dayHere(statusEnd("week", "ru", sunday))).toBe("2026-11-29");
});

test.each([
  ["9:30", "09:30"],
  ["9.05", "09:05"],
  ["0930", "09:30"],
  ["14", "14:00"],
  ["12 am", "00:00"],
  ["2:15 PM", "14:15"],
  ["24:00", null],
  ["13 pm", null],
  ["9:75", null],
  ["soon", null],
  ["", null],
])("%j is typed for %s", (typed, time) => {
  expect(clockTime(typed)).toBe(time);
});
