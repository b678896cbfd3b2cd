import { parseMarkdown } from "./parse";
import { firstPart, firstWordsOf, plainTextOf, type WriteMention } from "./words-of-tree";

/**
 * Returns a message's words without formatting: each block on a line of its own, and a placeholder for spoilers. For
 * notifications, quotes, titles, announcements and search.
 */
export const plainText = (text: string): string => plainTextOf(parseMarkdown(text));

/** Returns the beginning of a message in one line, for a quote, a list or a notification. Cut between characters. */
export function firstWords(text: string, write?: WriteMention): string {
  const { head, hidesEnd } = firstPart(text);
  return firstWordsOf(parseMarkdown(head, hidesEnd), write);
}
