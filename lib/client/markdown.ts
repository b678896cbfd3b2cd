import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { mathFromMarkdown } from "mdast-util-math";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import { math } from "micromark-extension-math";
import { isDeeperThan } from "./depth";
import { isPlain } from "./plain";

/** A single dollar is money; formulas take two. */
const DOLLARS = { singleDollarTextMath: false };
/** GitHub's additions without its footnotes, which a message has no foot for: `[^1]` is shown as it was typed. */
const OPTIONS = {
  extensions: [
    gfmAutolinkLiteral(),
    gfmStrikethrough({ singleTilde: false }),
    gfmTable(),
    gfmTaskListItem(),
    math(DOLLARS),
  ],
  mdastExtensions: [
    gfmAutolinkLiteralFromMarkdown(),
    gfmStrikethroughFromMarkdown(),
    gfmTableFromMarkdown(),
    gfmTaskListItemFromMarkdown(),
    mathFromMarkdown(),
  ],
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
    const tree = fromMarkdown(text, OPTIONS);
    return isDeeperThan(DEEPEST, tree) ? null : tree;
  } catch {
    return null;
  }
}

function keep(text: string, tree: Root): void {
  if (trees.size >= KEPT) trees.delete(trees.keys().next().value as string);
  trees.set(text, tree);
}

const DEEPEST = 100;
const SIGNS = /[*_~`[\]()|<>&\\!$#@]|:\/\/|www\.|^[ \t]*(?:[-+]|\d{1,9}[.)])\s/gimu;
const MOST_SIGNS = 1_500;
const LINE_ENDS = /\r\n?|\n/g;
const MOST_LINES = 1_000;

/** A dozen quotes and lists in one another, or an item that is indented for as many. */
const DEEP = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){12}|^[ \t]{24,}(?:[-+*]|\d{1,9}[.)])\s/m;

/** Many signs, many lines or deep nesting cost more than in proportion to their length. */
const isTangled = (text: string) =>
  DEEP.test(text) || hasMore(text, SIGNS, MOST_SIGNS) || hasMore(text, LINE_ENDS, MOST_LINES);

function hasMore(text: string, of: RegExp, most: number): boolean {
  let count = 0;
  for (const _ of text.matchAll(of)) if (++count > most) return true;
  return false;
}
