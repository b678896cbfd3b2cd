import type { Nodes, Text } from "mdast";
import { type Branch, isBranch } from "./nodes";

/** Joins adjacent texts, and turns unmatched marks into text. */
export function joinTexts(parent: Branch): void {
  const children: Nodes[] = [];
  for (const child of parent.children) {
    if (isBranch(child)) joinTexts(child);
    const text = child.type === "spoilerMark" ? ({ type: "text", value: "||" } satisfies Text) : child;
    const last = children.at(-1);
    if (text.type === "text" && text.value === "") continue;
    if (text.type === "paragraph" && text.children.length === 0) continue;
    if (text.type === "text" && last?.type === "text")
      children[children.length - 1] = { ...last, value: last.value + text.value };
    else children.push(text);
  }
  parent.children = children;
}
