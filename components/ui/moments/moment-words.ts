import { createClock } from "@/lib/client/time/clock";
import { localTimeOf } from "@/lib/shared/time/local-time";

/** The name of a time zone's place, such as "Los Angeles". */
export const zonePlace = (timeZone: string): string =>
  timeZone.slice(timeZone.lastIndexOf("/") + 1).replaceAll("_", " ");

/** The zone of this device. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Writes moments for one reader, on the clocks of a zone: "9:00", and "Tue 1 Dec", with the year if it is another. */
export function momentWords(locale: string, timeZone: string, now = new Date()) {
  const clock = createClock(locale, timeZone);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, {
      timeZone,
      weekday: "short",
      day: "numeric",
      month: "short",
      ...options,
    });
  const [plain, withYear] = [format({}), format({ year: "numeric" })];
  const yearOf = (at: Date) => localTimeOf(at, timeZone).day.slice(0, 4);

  return {
    time: (at: Date) => clock.time(at.toISOString()),
    date: (at: Date) => (yearOf(at) === yearOf(now) ? plain : withYear).format(at),
  };
}
