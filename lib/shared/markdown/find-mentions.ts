import type { Nodes, PhrasingContent } from "mdast";
import { MENTION_RUN } from "../messages/mention-run";
import { type Branch, isBranch } from "./nodes";

/** Later mentions in one text stay plain: each of them costs an element. */
const MAX_MENTIONS = 1_000;

/** Splits at-signs with their letters into mention nodes. Links have none. */
export function findMentions(tree: Branch): void {
  splitWithin(tree, { left: MAX_MENTIONS });
}

function splitWithin(parent: Branch, count: { left: number }): void {
  if (parent.type === "link") return;
  const children: Nodes[] = [];
  for (const child of parent.children) {
    if (child.type === "text" && /[@＠]/.test(child.value)) children.push(...split(child.value, count));
    else children.push(child);
    if (isBranch(child)) splitWithin(child, count);
  }
  parent.children = children;
}

function split(text: string, count: { left: number }): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let end = 0;
  for (const { 0: value, index } of text.matchAll(MENTION_RUN)) {
    if (count.left-- <= 0) break;
    if (index > end) nodes.push({ type: "text", value: text.slice(end, index) });
    nodes.push({ type: "mention", value });
    end = index + value.length;
  }
  if (end < text.length) nodes.push({ type: "text", value: text.slice(end) });
  return nodes;
}
