import type { Root } from "mdast";
import { type Extension as FromMarkdown, fromMarkdown } from "mdast-util-from-markdown";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { mathFromMarkdown } from "mdast-util-math";
import { cjkFriendlyExtension } from "micromark-extension-cjk-friendly";
import { gfmStrikethroughCjkFriendly } from "micromark-extension-cjk-friendly-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import { isDeeperThan } from "../depth";
import { plainTree } from "./as-typed";
import { addressNodes, bareAddresses } from "./bare-addresses";
import { findMentions } from "./find-mentions";
import { formulas } from "./formulas";
import { hasNoMarkdown } from "./plain";
import { spoilerMarks, spoilerMarksFromMarkdown } from "./spoiler-marks";
import { hideSpoilers } from "./spoilers";
import { isTooComplex } from "./tangled";
import { joinTexts, normalizeTree } from "./tidy";
import { windowsPaths } from "./windows-paths";

/**
 * GitHub's additions without its footnotes, which a message has no foot for, and without definitions of links: both are
 * shown as they were typed.
 */
const EXTENSIONS = [
  gfmStrikethroughCjkFriendly({ singleTilde: false }),
  cjkFriendlyExtension(),
  gfmTable(),
  gfmTaskListItem(),
  formulas(),
  spoilerMarks,
  windowsPaths,
  { disable: { null: ["definition"] } },
];

const NODES: FromMarkdown[] = [
  addressNodes,
  gfmStrikethroughFromMarkdown(),
  gfmTableFromMarkdown(),
  gfmTaskListItemFromMarkdown(),
  mathFromMarkdown(),
];

/** How many texts' trees are kept: some more than a room shows at once. */
const CACHED_TREES = 500;
const trees = new Map<string, Root>();

/**
 * A text as a tree: GitHub-flavoured Markdown (CommonMark 0.31, GFM 0.29), `$$` formulas, `||` spoilers and mentions. A
 * text that is too tangled to be read in time, or too deep to be drawn, is a paragraph as it was typed. The tree is data,
 * the same for the server and every browser; components decide what of it is drawn, and how.
 * @param hidesEnd the text is the beginning of another, whose rest may end a spoiler: one that is open at the end stays.
 */
export function parseMarkdown(text: string, hidesEnd = false): Root {
  const key = hidesEnd ? `${text}\0` : text;
  const known = trees.get(key);
  if (known) return known;
  const tree = readMarkdown(text, hidesEnd);
  if (trees.size >= CACHED_TREES) trees.delete(trees.keys().next().value as string);
  trees.set(key, tree);
  return tree;
}

/** The same for a text that will soon be another one, of which nothing is kept. */
export const readMarkdown = (text: string, hidesEnd = false): Root =>
  hasNoMarkdown(text) || isTooComplex(text)
    ? plainTree(text, hidesEnd)
    : (parse(text, hidesEnd) ?? plainTree(text, hidesEnd));

const MAX_DEPTH = 100;

/** Null for what is nested so deeply that it could exhaust the stack. */
function parse(text: string, hidesEnd: boolean): Root | null {
  const source = text.replace(/^\uFEFF/, "");
  try {
    const tree = fromMarkdown(source, {
      extensions: [bareAddresses(source), ...EXTENSIONS],
      mdastExtensions: [...NODES, spoilerMarksFromMarkdown(source)],
    });
    if (isDeeperThan(MAX_DEPTH, tree)) return null;
    normalizeTree(tree, source);
    hideSpoilers(tree, hidesEnd);
    joinTexts(tree);
    findMentions(tree);
    return tree;
  } catch {
    return null;
  }
}
