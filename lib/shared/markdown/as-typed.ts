import type { Root } from "mdast";
import { findMentions } from "./find-mentions";
import { splitSpoilerMarks } from "./spoiler-marks";
import { hideSpoilers } from "./spoilers";
import { joinTexts } from "./tidy";

/** A text in which nothing is formatted: only names are called and spoilers hidden. */
export function plainTree(text: string, hidesEnd = false): Root {
  const tree: Root = { type: "root", children: [{ type: "paragraph", children: splitSpoilerMarks(text) }] };
  hideSpoilers(tree, hidesEnd);
  joinTexts(tree);
  findMentions(tree);
  return tree;
}
