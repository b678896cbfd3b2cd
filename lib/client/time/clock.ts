export type Clock = ReturnType<typeof createClock>;

/** Formats times for one reader: `formatLocale` decides between 16:42 and 4:42 PM, `timeZone` where midnight is. */
export function createClock(formatLocale: string, timeZone: string) {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(formatLocale, { timeZone, ...options });
  const isHalfDays = format({ hour: "numeric" }).resolvedOptions().hour12;
  const hours = { hour: isHalfDays ? "numeric" : "2-digit", minute: "2-digit" } as const;
  const time = format(hours);
  const full = format({ dateStyle: "full", timeStyle: "short" });
  const date = format({ weekday: "long", day: "numeric", month: "long" });
  const stamp = format({ dateStyle: "medium", timeStyle: "short" });
  const stampOfYear = format({ day: "numeric", month: "short", ...hours });
  const dateWithYear = format({ day: "numeric", month: "long", year: "numeric" });
  const key = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });

  const isOfYear = (at: string, today: string) => key.format(new Date(at)).slice(0, 4) === today.slice(0, 4);

  /** Days by minute, because a list asks for the same ones at each change. */
  const days = new Map<string, string>();

  return {
    /** 16:42 */
    time: (at: string) => time.format(new Date(at)),
    /** Without AM and PM, for a narrow column. */
    shortTime: (at: string) =>
      time
        .formatToParts(new Date(at))
        .filter(({ type }) => type === "hour" || type === "minute" || type === "literal")
        .map(({ value }) => value)
        .join("")
        .trim(),
    /** Saturday 21 November 2026 at 16:42 */
    full: (at: string) => full.format(new Date(at)),
    /** 21 Nov, 16:42; with the year if it differs from `today`'s, and without `today`. */
    stamp: (at: string, today = "") => (isOfYear(at, today) ? stampOfYear : stamp).format(new Date(at)),
    /** 21 November 2026 */
    longDate: (at: string) => dateWithYear.format(new Date(at)),
    /** Thursday 19 November; with the year if it differs from `today`'s. */
    date: (at: string, today: string) => (isOfYear(at, today) ? date : dateWithYear).format(new Date(at)),
    /** 2026-11-21: the day of a moment. */
    day(at: string): string {
      const minute = at.slice(0, "2026-11-21T16:42".length);
      const known = days.get(minute);
      if (known) return known;
      if (days.size >= MOST_DAYS) days.clear();
      const day = key.format(new Date(at));
      days.set(minute, day);
      return day;
    },
  };
}

const MOST_DAYS = 2_000;

let last: { formatLocale: string; timeZone: string; clock: Clock } | null = null;

/** The clock of a reader, cached: creating a dozen formats costs more than drawing a room's list. */
export function clockOf(formatLocale: string, timeZone: string): Clock {
  if (last?.formatLocale !== formatLocale || last.timeZone !== timeZone)
    last = { formatLocale, timeZone, clock: createClock(formatLocale, timeZone) };
  return last.clock;
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** The start of a day in the reader's time zone, such as 2026-11-20T21:00:00.000Z. */
export function startOfDay(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString();
}
