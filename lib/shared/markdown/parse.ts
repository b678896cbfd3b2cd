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
import { numberItems } from "./checklist";
import { findEmoji } from "./find-emoji";
import { findMentions } from "./find-mentions";
import { joinTexts } from "./join-texts";
import { hasNoMarkdown } from "./plain";
import { spoilerMarks, spoilerMarksFromMarkdown } from "./spoiler-marks";
import { hideSpoilers } from "./spoilers";
import { addressNodes, bareAddresses } from "./syntax/bare-addresses";
import { formulas } from "./syntax/formulas";
import { windowsPaths } from "./syntax/windows-paths";
import { isTooComplex } from "./tangled";
import { normalizeTree } from "./tidy";

/** GitHub's extensions without footnotes and link definitions, which stay as they were typed. */
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

/** Cached trees, some more than a room shows at once. */
const CACHED_TREES = 500;
const trees = new Map<string, Root>();

/**
 * Parses a text to a tree: GitHub-flavoured Markdown (CommonMark 0.31, GFM 0.29), `$$` formulas, `||` spoilers and
 * mentions. A text that is too complex to parse in time, or too deep to render, becomes a plain paragraph. The tree
 * is data, the same for the server and every browser; components decide how to render it.
 *
 * @param hidesEnd the text is the beginning of another, whose rest may close a spoiler: one that is open at the end
 * stays a spoiler
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

/** Parses without the cache, for a text that is still being typed. */
export const readMarkdown = (text: string, hidesEnd = false): Root =>
  hasNoMarkdown(text) || isTooComplex(text)
    ? plainTree(text, hidesEnd)
    : (parse(text, hidesEnd) ?? plainTree(text, hidesEnd));

const MAX_DEPTH = 100;

/** @returns null for nesting that could exhaust the stack */
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
    findEmoji(tree);
    numberItems(tree);
    return tree;
  } catch {
    return null;
  }
}
