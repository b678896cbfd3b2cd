import { LIMITS } from "@/lib/shared/limits";

/** What an address may carry after its question mark. */
export type Given = Record<string, string | string[] | undefined>;

/**
 * One field's text; nothing where it is empty. Cut to a length, in characters as the fields of an operation count them
 * (code points in NFC), so that no address makes an input that an operation refuses.
 */
export function words(given: string | string[] | undefined): string | undefined {
  const [text = ""] = [given].flat();
  const whole = text.replaceAll("\0", "").toWellFormed().normalize("NFC").trim();
  return [...whole].slice(0, LIMITS.queryLength).join("").trim() || undefined;
}

/** One of the values that a field may have. */
export function oneOf<Value extends string>(
  values: readonly Value[],
  given: string | string[] | undefined,
): Value | undefined {
  return values.find((value) => value === words(given));
}

/** Where a page begins, as the page before it said. */
export function place(given: string | string[] | undefined): string | undefined {
  const [text = ""] = [given].flat();
  return text.length <= LIMITS.cursorLength ? text || undefined : undefined;
}
