import type { Nodes } from "mdast";
import { displayText } from "../text/shown";
import { isBranch } from "./nodes";
import { parseMarkdown } from "./parse";

/** Placeholder for a spoiler's content. */
const HIDDEN = "…";
const BLOCKS = new Set([
  "paragraph",
  "heading",
  "code",
  "math",
  "blockquote",
  "listItem",
  "tableRow",
  "tableCell",
]);
const LONGEST = 160;

/**
 * Returns a message's words without formatting: each block on a line of its own, and a placeholder for spoilers. For
 * notifications, quotes, titles, announcements and search.
 */
export const plainText = (text: string): string => plainTextOf(parseMarkdown(text));

/** Does the same for a parsed tree. */
export const plainTextOf = (node: Nodes): string => displayText(wordsOf(node).trim());

function wordsOf(node: Nodes): string {
  if (node.type === "spoiler") return node.isBlock ? `${HIDDEN}\n` : HIDDEN;
  if (node.type === "image") return node.alt || node.url;
  if (node.type === "break") return "\n";
  const words = isBranch(node) ? node.children.map(wordsOf).join("") : "value" in node ? node.value : "";
  return BLOCKS.has(node.type) && !words.endsWith("\n") ? `${words}\n` : words;
}

/** Returns the beginning of a message in one line, for a quote, a list or a notification. Cut between characters. */
export function firstWords(text: string): string {
  const { head, hidesEnd } = beginningOf(text, LONGEST * 4);
  const line = plainTextOf(parseMarkdown(head, hidesEnd)).replace(/\s+/gu, " ").trim();
  const cut = line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, "");
  return cut.length < line.length ? `${cut.trimEnd()}…` : cut;
}

/**
 * Cuts the beginning of a text for parsing: at most `end` UTF-16 units, never half a character or half a mark.
 * `hidesEnd` is true if the rest has spoiler marks, so that an open spoiler must stay one.
 */
export function beginningOf(text: string, end: number): { head: string; hidesEnd: boolean } {
  if (text.length <= end) return { head: text, hidesEnd: false };
  let at = end;
  if (/[\uD800-\uDBFF]/.test(text[at - 1] ?? "")) at--;
  while (at > 0 && text[at - 1] === "|" && text[at] === "|") at--;
  return { head: text.slice(0, at), hidesEnd: text.includes("||", at) };
}
