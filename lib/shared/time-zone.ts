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
