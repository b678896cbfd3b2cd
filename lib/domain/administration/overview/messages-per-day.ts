import type { Db } from "@/lib/platform/database/db";
import { remember } from "@/lib/platform/remember";
import { startOfDay } from "@/lib/shared/time-zone";

export type DayCount = { day: string; count: number };

/** Days of the plot, today included. */
const DAYS = 30;

const DAY_MS = 24 * 3600 * 1000;

/** The time for which a count is good: of a day that is over, and of today. */
const PAST_MS = 3600 * 1000;
const TODAY_MS = 60 * 1000;

type Counted = { count: number; until: number };

/** The counts of days that were read lately, by time zone and day. */
const counted = () => remember("messages per day", () => new Map<string, Counted>());

/**
 * Counts people's messages of the last DAYS days in a time zone, oldest first. Counts are kept, those of days that
 * are over for an hour, so that a view reads the messages of today at most, and those once a minute. Ids are in the
 * order of time, so the primary key finds the messages of a day.
 */
export async function messagesPerDay(db: Db, timeZone: string, now = Date.now()): Promise<DayCount[]> {
  const days = lastDays(timeZone, now);
  const keyOf = (day: string) => `${timeZone} ${day}`;
  const kept = counted();
  for (const [key, { until }] of kept) if (until <= now) kept.delete(key);

  const first = days.findIndex((day) => !kept.has(keyOf(day)));
  if (first >= 0) {
    const missing = days.slice(first);
    const counts = await countFrom(db, missing, timeZone);
    for (const [index, day] of missing.entries()) {
      const until = now + (day === days.at(-1) ? TODAY_MS : PAST_MS);
      kept.set(keyOf(day), { count: counts.get(index) ?? 0, until });
    }
  }
  return days.map((day) => ({ day, count: kept.get(keyOf(day))?.count ?? 0 }));
}

/** The last days in a time zone, such as 2026-11-30, today last. */
function lastDays(timeZone: string, now: number): string[] {
  // Swedish dates are written as ISO 8601 writes them.
  const today = Date.parse(new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now));
  return Array.from({ length: DAYS }, (_, index) =>
    new Date(today - (DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Counts the messages of consecutive days, by the day's place in the list. */
async function countFrom(db: Db, days: string[], timeZone: string): Promise<ReadonlyMap<number, number>> {
  const starts = days.map((day) => startOfDay(day, timeZone) ?? day);
  const rows = await db.$queryRaw<{ place: number; count: number }[]>`
    SELECT width_bucket(created_at, ${starts}::timestamptz[]) AS place, count(*)::int AS count
      FROM message
     WHERE id >= ${firstIdAt(starts[0] ?? "")}::uuid AND kind = 'user' AND created_at >= ${starts[0]}::timestamptz
     GROUP BY 1`;
  return new Map(rows.map(({ place, count }) => [place - 1, count]));
}

/** The smallest UUID v7 of a time. */
function firstIdAt(time: string): string {
  const hex = Date.parse(time).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
