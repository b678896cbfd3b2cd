// Days of a calendar, written as 2026-11-30. They have no time zone.

const DAY_MS = 24 * 60 * 60 * 1000;

const utc = (day: string) => new Date(`${day}T12:00:00Z`);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** The day so many days later. */
export const movedDay = (day: string, days: number): string =>
  dayOf(new Date(utc(day).getTime() + days * DAY_MS));

/** The same day so many months later, or the last day of a month that is shorter. */
export function movedMonth(day: string, months: number): string {
  const date = utc(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return dayOf(date);
}

/**
 * The weeks of a day's month, with the days of other months that fill them.
 *
 * @param firstWeekday 0 for Sunday, 1 for Monday, 6 for Saturday
 */
export function monthWeeks(day: string, firstWeekday: number): string[][] {
  const first = `${day.slice(0, 8)}01`;
  const before = (utc(first).getUTCDay() - firstWeekday + 7) % 7;
  const weeks: string[][] = [];
  for (let start = movedDay(first, -before); start.slice(0, 7) <= day.slice(0, 7); start = movedDay(start, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => movedDay(start, index)));
  return weeks;
}

type WeekInfo = { firstDay: number };

/** The first day of the week in a locale: 0 for Sunday, 1 for Monday, 6 for Saturday; Monday where nobody knows. */
export function firstWeekday(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => WeekInfo;
    weekInfo?: WeekInfo;
  };
  return (known.getWeekInfo?.() ?? known.weekInfo ?? { firstDay: 1 }).firstDay % 7;
}
