export const TIME_ZONE_COOKIE = "parley-time-zone";

/**
 * Parses a cookie's value: the server formats times in this zone, so that the page is right before its script runs.
 */
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

/**
 * Returns the beginning of a day in a time zone, as ISO 8601.
 *
 * @param day such as 2027-01-31
 * @param later days to add
 * @returns undefined for no valid day, or one outside the years 1 to 9999, which PostgreSQL and ISO 8601 share
 */
export function startOfDay(day: string, timeZone: string, later = 0): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) return undefined;
  const wanted = Date.parse(day) + later * 24 * 3600 * 1000;
  // The zone's offset at about that time, computed twice for days on which it changes.
  const first = wanted - zoneOffsetMs(wanted, timeZone);
  const begins = new Date(wanted - zoneOffsetMs(first, timeZone));
  return begins.getUTCFullYear() >= 1 && begins.getUTCFullYear() <= 9999 ? begins.toISOString() : undefined;
}

/**
 * Returns a zone's offset from UTC. Parsed from `GMT+05:53:28`, which also works for years before 1 and after 9999.
 */
export function zoneOffsetMs(at: number, timeZone: string): number {
  const parts = offsetFormat(timeZone).formatToParts(at);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes, seconds = "0"] = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name) ?? [];
  const length = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds)) * 1000;
  return sign === "-" ? -length : length;
}

/** Formats by zone: making one takes a hundred times as long as using it. */
const offsetFormats = new Map<string, Intl.DateTimeFormat>();

function offsetFormat(timeZone: string): Intl.DateTimeFormat {
  const known = offsetFormats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  offsetFormats.set(timeZone, format);
  return format;
}
