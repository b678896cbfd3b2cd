import { zoneOffsetMs } from "../time-zone";

// Days and times of a person's wall clock. A day such as 2026-11-30 has no time zone; an instant (a Date) has no day
// without one. Never cut a day out of an ISO string: that is the day in UTC.

/** A moment on the clocks of a place: the day, such as 2026-11-30, and the time of day, such as 09:00. */
export type LocalTime = { day: string; time: string };

const DAY_MS = 24 * 60 * 60 * 1000;

const utc = ({ day, time }: LocalTime) => Date.parse(`${day}T${time}Z`);

/**
 * The instant at which clocks in a zone show a time. A time that they skip is moved forward by the length of the gap
 * (02:30 is 03:30); of a time that they show twice it is the first. (`disambiguation: "compatible"` of Temporal; RFC
 * 5545, 3.3.5.)
 *
 * @param timeZone an IANA name that `Intl` knows; throws a RangeError for another
 */
export function instantOf(local: LocalTime, timeZone: string): Date {
  const wanted = utc(local);
  // The offsets a day before and after: a zone changes its clocks at most once in between.
  const before = zoneOffsetMs(wanted - DAY_MS, timeZone);
  const after = zoneOffsetMs(wanted + DAY_MS, timeZone);
  // With the earlier offset: right until the change, the first of two in an overlap, and moved forward in a gap.
  const first = wanted - before;
  if (zoneOffsetMs(first, timeZone) === before) return new Date(first);
  const second = wanted - after;
  return new Date(zoneOffsetMs(second, timeZone) === after ? second : first);
}

/** The day and time that clocks in a zone show at an instant. */
export function localTimeOf(at: Date, timeZone: string): LocalTime {
  const shown = new Date(at.getTime() + zoneOffsetMs(at.getTime(), timeZone)).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** The day so many days later. */
export const addDays = (day: string, days: number): string =>
  new Date(utc({ day, time: "12:00" }) + days * DAY_MS).toISOString().slice(0, 10);

/** The weekday of a day, from 1 (Monday) to 7 (Sunday). */
export const weekdayOf = (day: string): number => new Date(utc({ day, time: "12:00" })).getUTCDay() || 7;

/** True for a zone that this runtime knows, old names included. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
