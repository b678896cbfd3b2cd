import { beginningOf } from "@/lib/shared/markdown/words-of-tree";

const LONGEST = { characters: 2_000, lines: 24 };
const SHORT = { characters: 1_200, lines: 14 };

/**
 * Shortens a text that is too long for a room; null if it is not. Never splits a character. `hidesEnd` as in
 * `beginningOf`.
 */
export function shorten(text: string): { head: string; hidesEnd: boolean } | null {
  const lines = text.split("\n", LONGEST.lines + 1);
  if (lines.length <= LONGEST.lines && text.length <= LONGEST.characters) return null;
  const { length } = lines.slice(0, SHORT.lines).join("\n");
  const { head, hidesEnd } = beginningOf(text, Math.min(length, SHORT.characters));
  return { head: head.trimEnd(), hidesEnd };
}
