import { LIMITS } from "@/lib/shared/limits";
import { isBlank } from "@/lib/shared/text/blank";
import { UNSEEN } from "@/lib/shared/text/unseen";

/** Characters that show nothing, other than tab and line end. */
const CONTROLS = new RegExp(`(?![\\n\\t])[${UNSEEN}]`, "gu");

/** Terminal colours and other sequences of a log (ECMA-48, 5.4). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins them.
const ESCAPES = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/** Removes what a text does not show, such as control characters; lines end with `\n`. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(ESCAPES, "")
    .replace(CONTROLS, "");

/** Returns the first LIMITS.excerptLength characters of a text, safe to show, or null if nothing in it is visible. */
export function excerptOf(text: string): string | null {
  const clean = cleanText(text.slice(0, 8 * LIMITS.excerptLength));
  return isBlank(clean) ? null : [...clean].slice(0, LIMITS.excerptLength).join("").trimEnd();
}
