import { localTimeOf, weekdayOf } from "./local-time";
import { nextOccurrence } from "./occurrences";

/** The time of day at which a working day begins, for presets. */
export const MORNING = "09:00";

const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
const SUNDAY = 7;

/** A moment that a menu offers. */
export type MomentPreset = { id: "hour" | "threeHours" | "tomorrow" | "monday"; at: Date };

/**
 * The moments that a menu offers, in order of time and all in the future: in one and in three hours, tomorrow at 9:00,
 * and next Monday at 9:00, which on a Monday is a week away and on a Sunday is tomorrow already.
 *
 * @param timeZone the zone of the account: it says where tomorrow begins
 */
export function momentPresets(now: Date, timeZone: string): MomentPreset[] {
  const today = localTimeOf(now, timeZone).day;
  const dayEnd = new Date(nextOccurrence({ repeat: "daily", time: "00:00", timeZone }, now).getTime() - 1);
  const presets: MomentPreset[] = [
    { id: "hour", at: inHours(now, 1) },
    { id: "threeHours", at: inHours(now, 3) },
    { id: "tomorrow", at: nextOccurrence({ repeat: "daily", time: MORNING, timeZone }, dayEnd) },
  ];
  if (weekdayOf(today) !== SUNDAY) {
    const weekly = { repeat: "weekly", weekday: 1, time: MORNING, timeZone } as const;
    presets.push({ id: "monday", at: nextOccurrence(weekly, dayEnd) });
  }
  return presets.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** On a full minute, as it is shown. */
const inHours = (now: Date, hours: number): Date =>
  new Date(Math.ceil((now.getTime() + hours * HOUR_MS) / MINUTE_MS) * MINUTE_MS);

/** The next 9:00 of somebody in another zone. */
export const nextMorning = (now: Date, timeZone: string): Date =>
  nextOccurrence({ repeat: "daily", time: MORNING, timeZone }, now);

/** The next time that clocks in a zone show a time of day: today, or tomorrow where it has passed. */
export const nextTime = (time: string, now: Date, timeZone: string): Date =>
  nextOccurrence({ repeat: "daily", time, timeZone }, now);
