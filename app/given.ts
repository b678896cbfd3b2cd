import { LIMITS } from "@/lib/shared/limits";

/** Query parameters of an address. */
export type Given = Record<string, string | string[] | undefined>;

/**
 * The text of a query parameter; undefined if it is empty. Cut to the length that an operation's field allows (code
 * points in NFC), so that no address produces an invalid input.
 */
export function words(given: string | string[] | undefined): string | undefined {
  const [text = ""] = [given].flat();
  const whole = text.replaceAll("\0", "").toWellFormed().normalize("NFC").trim();
  return [...whole].slice(0, LIMITS.queryLength).join("").trim() || undefined;
}

/** A query parameter with a fixed set of values. */
export function oneOf<Value extends string>(
  values: readonly Value[],
  given: string | string[] | undefined,
): Value | undefined {
  return values.find((value) => value === words(given));
}

/** The cursor at which a page starts, from the link of the page before. */
export function place(given: string | string[] | undefined): string | undefined {
  const [text = ""] = [given].flat();
  return text.length <= LIMITS.cursorLength ? text || undefined : undefined;
}
