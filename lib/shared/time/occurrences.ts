import { addDays, instantOf, localTimeOf, weekdayOf } from "./local-time";

/**
 * A time that comes again, on the clocks of one zone. It is kept as local time and zone, never as an interval: 9:00
 * stays 9:00 when the clocks change.
 */
export type Recurrence = {
  /** Time of day, such as 09:00. */
  time: string;
  timeZone: string;
} & (
  | { repeat: "daily" | "weekdays" }
  /** From 1 (Monday) to 7 (Sunday). */
  | { repeat: "weekly"; weekday: number }
  /** From 1 to 31; in a shorter month it is the last day. */
  | { repeat: "monthly"; dayOfMonth: number }
);

/** Days that are looked at: every recurrence has one in a month, and a zone that changes sides skips one more. */
const MOST_DAYS = 64;

/** The first time that a recurrence is due after an instant. A time in a gap comes once, moved forward. */
export function nextOccurrence(recurrence: Recurrence, after: Date): Date {
  const { time, timeZone } = recurrence;
  // From the day before: the gap of a day may have moved its time into the next one.
  const start = addDays(localTimeOf(after, timeZone).day, -1);
  for (let days = 0; days < MOST_DAYS; days++) {
    const day = addDays(start, days);
    if (!isDue(recurrence, day)) continue;
    const at = instantOf({ day, time }, timeZone);
    if (at > after) return at;
  }
  throw new Error(`No day for ${JSON.stringify(recurrence)}`);
}

function isDue(recurrence: Recurrence, day: string): boolean {
  switch (recurrence.repeat) {
    case "daily":
      return true;
    case "weekdays":
      return weekdayOf(day) <= 5;
    case "weekly":
      return weekdayOf(day) === recurrence.weekday;
    case "monthly":
      return Number(day.slice(8)) === Math.min(recurrence.dayOfMonth, daysInMonth(day));
  }
}

const daysInMonth = (day: string): number =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
