export const TIME_ZONE_COOKIE = "parley-time-zone";

/** A cookie's value as a time zone: the server writes times in it, so that the page is right before its script runs. */
export function asTimeZone(value: string | undefined): string {
  if (!value) return "UTC";
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return value;
  } catch {
    // A cookie can hold anything, and this server may not know a new zone yet.
    return "UTC";
  }
}

/** When a day such as 2027-01-31 (or a number of days later) begins in a time zone, as ISO 8601; undefined if it is no day. */
export function startOfDay(day: string, timeZone: string, later = 0): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) return undefined;
  const wanted = Date.parse(day) + later * 24 * 3600 * 1000;
  // The zone's distance from UTC at about that time; looked at twice, for the days on which it changes.
  const first = wanted - distance(wanted, timeZone);
  const begins = new Date(wanted - distance(first, timeZone));
  return begins.getUTCFullYear() >= 1 && begins.getUTCFullYear() <= 9999 ? begins.toISOString() : undefined;
}

function distance(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(at);
  const of = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? "00";
  const local = `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}:${of("second")}Z`;
  return Date.parse(local) - Math.floor(at / 1000) * 1000;
}
