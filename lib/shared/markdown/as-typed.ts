import type { Root } from "mdast";
import { findMentions } from "./find-mentions";
import { joinTexts } from "./join-texts";
import { splitSpoilerMarks } from "./spoiler-marks";
import { hideSpoilers } from "./spoilers";

/** Builds a tree without formatting: only mentions and spoilers. */
export function plainTree(text: string, hidesEnd = false): Root {
  const tree: Root = { type: "root", children: [{ type: "paragraph", children: splitSpoilerMarks(text) }] };
  hideSpoilers(tree, hidesEnd);
  joinTexts(tree);
  findMentions(tree);
  return tree;
}
