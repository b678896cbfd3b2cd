import { firstWeekday, movedDay } from "./month";

/** Ends of a status that a menu offers. */
export const STATUS_ENDS = ["halfHour", "hour", "fourHours", "today", "week"] as const;

export type StatusEnd = (typeof STATUS_ENDS)[number];

const MINUTE_MS = 60_000;
const MINUTES = { halfHour: 30, hour: 60, fourHours: 240 } as const;
const LAST_MINUTE = "23:59";

/**
 * The moment at which a status ends: a while from now, or the last minute of the day or week.
 *
 * @param locale decides on which weekday a week ends
 */
export function statusEnd(end: StatusEnd, locale: string, now = new Date()): Date {
  if (end !== "today" && end !== "week") return new Date(now.getTime() + MINUTES[end] * MINUTE_MS);
  const today = dayHere(now);
  const left = end === "today" ? 0 : (firstWeekday(locale) + 6 - now.getDay() + 7) % 7;
  return new Date(`${movedDay(today, left)}T${LAST_MINUTE}`);
}

/** The day of a moment in this browser's time zone, such as 2026-11-30. */
export function dayHere(moment: Date): string {
  const two = (number: number) => `${number}`.padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

const CLOCK = /^(\d{1,2})(?:[:.\s]?(\d{2}))?\s*([ap])?\.?m?\.?$/i;

/** A time of day as people type it (`9:30`, `9.30`, `930`, `9 pm`), as HH:MM; null for anything else. */
export function clockTime(typed: string): string | null {
  const [, hours = "", minutes = "0", half] = CLOCK.exec(typed.trim()) ?? [];
  if (!hours || Number(minutes) > 59 || (half && Number(hours) > 12)) return null;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hours);
  return hour > 23 ? null : `${hour}`.padStart(2, "0") + `:${Number(minutes)}`.replace(/:(\d)$/, ":0$1");
}
