import type { Nodes } from "mdast";
import { displayText } from "../text/shown";
import { isBranch } from "./nodes";

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
/** The longest line of first words, in UTF-16 units. */
const LONGEST = 160;

/** Writes a mention, which has its at-sign, for a reader. */
export type WriteMention = (mention: string) => string;

/** Returns the words of a parsed tree without formatting: each block on a line, and a placeholder for spoilers. */
export const plainTextOf = (node: Nodes, write?: WriteMention): string =>
  displayText(wordsOf(node, write).trim());

function wordsOf(node: Nodes, write?: WriteMention): string {
  if (write && node.type === "mention") return write(node.value);
  if (node.type === "spoiler") return node.isBlock ? `${HIDDEN}\n` : HIDDEN;
  if (node.type === "image") return node.alt || node.url;
  if (node.type === "break") return "\n";
  const words = isBranch(node)
    ? node.children.map((each) => wordsOf(each, write)).join("")
    : "value" in node
      ? node.value
      : "";
  return BLOCKS.has(node.type) && !words.endsWith("\n") ? `${words}\n` : words;
}

/** Returns the beginning of a message that `firstWordsOf` needs. */
export const firstPart = (text: string) => beginningOf(text, LONGEST * 4);

/** Returns the first words of a parsed beginning in one line, cut between characters. */
export function firstWordsOf(tree: Nodes, write?: WriteMention): string {
  const line = plainTextOf(tree, write).replace(/\s+/gu, " ").trim();
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
