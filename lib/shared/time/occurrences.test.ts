import { expect, test } from "vitest";
import { nextOccurrence, type Recurrence } from "./occurrences";

/** The next `count` times after an instant, in UTC. */
function times(recurrence: Recurrence, after: string, count: number): string[] {
  const found = [new Date(after)];
  while (found.length <= count) found.push(nextOccurrence(recurrence, found.at(-1)!));
  return found.slice(1).map((at) => at.toISOString().slice(0, 16));
}

test("weekly at 9:00 stays 9:00 when the clocks change", () => {
  const weekly = { repeat: "weekly", weekday: 1, time: "09:00", timeZone: "America/New_York" } as const;
  expect(times(weekly, "2027-03-07T00:00:00Z", 3)).toEqual([
    "2027-03-08T14:00",
    "2027-03-15T13:00",
    "2027-03-22T13:00",
  ]);
});

test("a time in the skipped hour comes once, moved forward", () => {
  const daily = { repeat: "daily", time: "02:30", timeZone: "America/New_York" } as const;
  expect(times(daily, "2027-03-13T00:00:00Z", 3)).toEqual([
    "2027-03-13T07:30",
    "2027-03-14T07:30",
    "2027-03-15T06:30",
  ]);
});

test("a time in the repeated hour comes once, at the first", () => {
  const daily = { repeat: "daily", time: "02:30", timeZone: "Europe/Berlin" } as const;
  expect(times(daily, "2027-10-30T12:00:00Z", 2)).toEqual(["2027-10-31T00:30", "2027-11-01T01:30"]);
});

test("a day that a zone skips has no time of its own", () => {
  const daily = { repeat: "daily", time: "09:00", timeZone: "Pacific/Apia" } as const;
  expect(times(daily, "2011-12-29T10:00:00Z", 3)).toEqual([
    "2011-12-29T19:00",
    "2011-12-30T19:00",
    "2011-12-31T19:00",
  ]);
});

test("weekdays leave the weekend out, in the zone's own days", () => {
  const weekdays = { repeat: "weekdays", time: "08:00", timeZone: "Pacific/Auckland" } as const;
  expect(times(weekdays, "2026-11-26T00:00:00Z", 3)).toEqual([
    "2026-11-26T19:00",
    "2026-11-29T19:00",
    "2026-11-30T19:00",
  ]);
});

test("monthly on the 31st is the last day of a shorter month", () => {
  const monthly = { repeat: "monthly", dayOfMonth: 31, time: "09:00", timeZone: "UTC" } as const;
  expect(times(monthly, "2027-01-31T09:00:00Z", 3)).toEqual([
    "2027-02-28T09:00",
    "2027-03-31T09:00",
    "2027-04-30T09:00",
  ]);
});

test("the next one is after the instant, never at it", () => {
  const daily = { repeat: "daily", time: "09:00", timeZone: "UTC" } as const;
  expect(times(daily, "2026-11-30T09:00:00Z", 1)).toEqual(["2026-12-01T09:00"]);
  expect(times(daily, "2026-11-30T08:59:59.999Z", 1)).toEqual(["2026-11-30T09:00"]);
});
