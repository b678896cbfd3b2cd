import { BROWSER_LIMITS } from "../browser-limits";
import { transliterate } from "./transliterate";

const { max } = BROWSER_LIMITS.usernameLength;

/**
 * Shapes a text like a username: dots for spaces, without other characters, at most BROWSER_LIMITS.usernameLength long.
 * It may still be too short or reserved.
 */
export function asUsername(text: string): string {
  const letters = text
    .normalize("NFKC")
    .trim()
    .replace(/\s+/gu, ".")
    .replace(/[^\p{L}\p{M}\p{N}._-]|\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .replace(/^[^\p{L}\p{N}]+/u, "");
  return [...letters].slice(0, max).join("").replace(/\.+$/u, "");
}

/** Proposes a username for a person's name: `Анна Ковалёва` becomes `anna.kovalyova`. */
export const proposeUsername = (name: string): string =>
  asUsername(transliterate(name).replaceAll("'", "").replaceAll(".", " "));
