import type { QuietHours } from "./views";

type QuietSettings = {
  quietUntil: Date | string | null;
  quietHours: QuietHours | null;
  /** IANA name; null is UTC. */
  timeZone: string | null;
};

/** True in a person's do-not-disturb time: until a moment, or by their schedule in their own time zone. */
export function isQuietNow({ quietUntil, quietHours, timeZone }: QuietSettings, now = new Date()): boolean {
  if (quietUntil && new Date(quietUntil) > now) return true;
  return quietHours !== null && isWithin(quietHours, localTimeOf(now, timeZone ?? "UTC"));
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Returns the weekday (1 is Monday, ISO 8601) and time of day, HH:MM, in a time zone. */
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

/**
 * Hours that end at or before their beginning reach into the next morning, and belong to the day on which they began.
 */
function isWithin({ days, from, to }: QuietHours, { day, time }: { day: number; time: string }): boolean {
  const yesterday = day === 1 ? 7 : day - 1;
  if (to > from) return days.includes(day) && time >= from && time < to;
  return (days.includes(day) && time >= from) || (days.includes(yesterday) && time < to);
}
