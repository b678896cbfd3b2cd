import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { mathFromMarkdown } from "mdast-util-math";
import { gfm } from "micromark-extension-gfm";
import { math } from "micromark-extension-math";
import { isPlain } from "./plain";

/** A single dollar is money; formulas take two. */
const DOLLARS = { singleDollarTextMath: false };
const OPTIONS = {
  extensions: [gfm({ singleTilde: false }), math(DOLLARS)],
  mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown()],
};

/** How many texts' trees are kept: some more than a room shows at once. */
const KEPT = 500;
const trees = new Map<string, Root>();

/**
 * A text as a tree (GitHub-flavoured Markdown and `$$` formulas), or null where it is plain: nothing in it could mean
 * anything, or it is so tangled that reading it would take longer than a message may. The tree is data; what of it is
 * drawn, and how, the components decide. (CommonMark 0.31, GFM 0.29.)
 */
export function parseMarkdown(text: string): Root | null {
  const known = trees.get(text);
  if (known) return known;
  const tree = readMarkdown(text);
  if (tree) keep(text, tree);
  return tree;
}

/** The same for a text that will soon be another one, of which nothing is kept. */
export const readMarkdown = (text: string): Root | null =>
  isPlain(text) || isTangled(text) ? null : parse(text);

/** Deeply nested input can exhaust the stack; then it is shown as it was typed. */
function parse(text: string): Root | null {
  try {
    return fromMarkdown(text, OPTIONS);
  } catch {
    return null;
  }
}

function keep(text: string, tree: Root): void {
  if (trees.size >= KEPT) trees.delete(trees.keys().next().value as string);
  trees.set(text, tree);
}

const SIGNS = /[*_~`[\]()|<>&\\!$]/g;
const MOST_SIGNS = 1_500;
const DEEP_QUOTE = /^(?:[ \t]{0,3}>){12}/m;
const DEEP_LIST = /^[ \t]{24,}(?:[-+*]|\d{1,9}[.)])\s|^(?:\s*(?:[-+*]|\d{1,9}[.)])\s+){12}/m;

/** Many signs or deep nesting cost more than in proportion to their length. */
const isTangled = (text: string) =>
  DEEP_QUOTE.test(text) || DEEP_LIST.test(text) || countOf(text, SIGNS) > MOST_SIGNS;

function countOf(text: string, signs: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(signs)) if (++count > MOST_SIGNS) break;
  return count;
}
