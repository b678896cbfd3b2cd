import type { QuietHours } from "./views";

type QuietSettings = {
  quietUntil: Date | string | null;
  quietHours: QuietHours | null;
  /** IANA name; null is UTC. */
  timeZone: string | null;
};

/** Whether somebody does not want to be disturbed now: for a while, or by their schedule in their own time zone. */
export function isQuietNow({ quietUntil, quietHours, timeZone }: QuietSettings, now = new Date()): boolean {
  if (quietUntil && new Date(quietUntil) > now) return true;
  return quietHours !== null && isWithin(quietHours, localTimeOf(now, timeZone ?? "UTC"));
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The day of the week (1 is Monday, ISO 8601) and the time of day, HH:MM, in a time zone. */
function localTimeOf(now: Date, timeZone: string): { day: number; time: string } {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return { day: WEEKDAYS.indexOf(part("weekday")) + 1, time: `${part("hour")}:${part("minute")}` };
}

/** Hours that end at or before they begin go on into the next morning, which belongs to the day on which they began. */
function isWithin({ days, from, to }: QuietHours, { day, time }: { day: number; time: string }): boolean {
  const yesterday = day === 1 ? 7 : day - 1;
  if (to > from) return days.includes(day) && time >= from && time < to;
  return (days.includes(day) && time >= from) || (days.includes(yesterday) && time < to);
}
