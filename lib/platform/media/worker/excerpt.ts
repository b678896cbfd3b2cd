import { isBlank } from "@/lib/shared/blank";
import { LIMITS } from "@/lib/shared/limits";

/** Controls other than tab and line end, and all characters that change the direction of a text (UAX 9, 2). */
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|(?![\n\t])\p{Cc}/gu;

/** Terminal colours and other sequences of a log (ECMA-48, 5.4). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins them.
const ESCAPES = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/** Returns the first LIMITS.excerptLength characters of a text, safe to show, or null if nothing in it is visible. */
export function excerptOf(text: string): string | null {
  const start = text.slice(0, 8 * LIMITS.excerptLength).replace(/\r\n?/g, "\n");
  const clean = start.replace(ESCAPES, "").replace(CONTROLS, "");
  return isBlank(clean) ? null : [...clean].slice(0, LIMITS.excerptLength).join("").trimEnd();
}
