import { localTimeOf, weekdayOf } from "@/lib/shared/time/local-time";
import { nextOccurrence, type Recurrence } from "@/lib/shared/time/occurrences";
import type { ReminderRepeat } from "@/lib/shared/views";
import type { Reminder } from "@/prisma/generated/client";

/** The columns that say when a reminder is due. */
export type Schedule = Pick<Reminder, "dueAt" | "wakeAt" | "repeat" | "localTime" | "weekday" | "timeZone">;

/** The schedule of nothing more to come. */
export const OVER = { dueAt: null, wakeAt: null } as const;

/**
 * Returns the schedule of a reminder that is first due at `at`. A single one keeps that instant wherever its person goes. A
 * repeated one keeps the time on the clocks of the zone in which it was made.
 */
export function scheduleOf(at: Date, repeat: ReminderRepeat | null, timeZone: string): Schedule {
  const first = { dueAt: at, wakeAt: at, repeat, timeZone };
  if (repeat === null) return { ...first, localTime: null, weekday: null };
  const { day, time } = localTimeOf(at, timeZone);
  return { ...first, localTime: time, weekday: repeat === "weekly" ? weekdayOf(day) : null };
}

/** Returns the next time that a repeated reminder is due after an instant; null for one that comes once. */
export function nextDueAt(
  { repeat, localTime, weekday, timeZone }: Omit<Schedule, "dueAt" | "wakeAt">,
  after: Date,
): Date | null {
  if (repeat === null || localTime === null || timeZone === null) return null;
  return nextOccurrence({ repeat, weekday, time: localTime, timeZone } as Recurrence, after);
}
