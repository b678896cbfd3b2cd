import type { Nodes, Paragraph, PhrasingContent, Root } from "mdast";
import { NAMED_EMOJI } from "../emoji/custom-emoji";
import { type Branch, isBranch } from "./nodes";

/** Later names in one text stay plain: each of them costs an element. */
const MAX_EMOJI = 500;

/** The most emoji that are drawn large where a text has nothing else. */
const MAX_LARGE = 12;

const ONLY_EMOJI = /^(?:\p{RGI_Emoji}|\s)*$/v;

/** Splits `:names:` of the workspace's emoji into nodes, whether there are such emoji or not. Links have none. */
export function findEmoji(tree: Root): void {
  splitWithin(tree, { left: MAX_EMOJI });
  const [only, ...more] = tree.children;
  if (only?.type === "paragraph" && more.length === 0 && isOnlyEmoji(only)) only.data = { isLarge: true };
}

function splitWithin(parent: Branch, count: { left: number }): void {
  if (parent.type === "link") return;
  const children: Nodes[] = [];
  for (const child of parent.children) {
    if (child.type === "text" && child.value.includes(":")) children.push(...split(child.value, count));
    else children.push(child);
    if (isBranch(child)) splitWithin(child, count);
  }
  parent.children = children;
}

function split(text: string, count: { left: number }): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let end = 0;
  for (const { 0: value, index } of text.matchAll(NAMED_EMOJI)) {
    if (count.left-- <= 0) break;
    if (index > end) nodes.push({ type: "text", value: text.slice(end, index) });
    nodes.push({ type: "emoji", value });
    end = index + value.length;
  }
  if (end < text.length) nodes.push({ type: "text", value: text.slice(end) });
  return nodes;
}

/** True for a few emoji alone, the workspace's among them. Those of Unicode alone need no tree: see `PlainText`. */
function isOnlyEmoji({ children }: Paragraph): boolean {
  return (
    children.length <= 2 * MAX_LARGE &&
    children.some(({ type }) => type === "emoji") &&
    children.every(
      (each) => each.type === "emoji" || (each.type === "text" && ONLY_EMOJI.test(each.value)),
    ) &&
    children.filter(({ type }) => type === "emoji").length <= MAX_LARGE
  );
}
