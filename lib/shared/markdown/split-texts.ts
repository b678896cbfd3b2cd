import type { Nodes, PhrasingContent } from "mdast";
import { type Branch, isBranch } from "./nodes";

/**
 * Splits the texts of a tree: each match of `pattern` becomes a node, and what is between them stays text. Links are left
 * alone. Matches beyond the first `most` of the tree stay plain, because each node costs an element.
 *
 * @param mark a text without a match of it has none of `pattern`; a quick look
 */
export function splitTexts(
  tree: Branch,
  { pattern, mark, most }: { pattern: RegExp; mark: RegExp; most: number },
  toNode: (value: string) => PhrasingContent,
): void {
  let left = most;

  function split(text: string): PhrasingContent[] {
    const nodes: PhrasingContent[] = [];
    let end = 0;
    for (const { 0: value, index } of text.matchAll(pattern)) {
      if (left-- <= 0) break;
      if (index > end) nodes.push({ type: "text", value: text.slice(end, index) });
      nodes.push(toNode(value));
      end = index + value.length;
    }
    if (end < text.length) nodes.push({ type: "text", value: text.slice(end) });
    return nodes;
  }

  function splitWithin(parent: Branch): void {
    if (parent.type === "link") return;
    const children: Nodes[] = [];
    for (const child of parent.children) {
      if (child.type === "text" && mark.test(child.value)) children.push(...split(child.value));
      else children.push(child);
      if (isBranch(child)) splitWithin(child);
    }
    parent.children = children;
  }

  splitWithin(tree);
}
