import type { Nodes } from "mdast";
import { treeNow } from "@/lib/client/text/markdown-parser";
import { isBranch } from "@/lib/shared/markdown/nodes";

const CLOSES = /(?:^|\n)[ \t>]*(`{3,}|~{3,})[ \t]*$/;

/** Returns whether a position is inside a code block with an open fence (CommonMark 4.5). */
export function isInFence(text: string, at: number): boolean {
  const before = text.slice(0, at);
  const [opening] = /`{3,}|~{3,}/.exec(before) ?? [];
  if (!opening) return false;
  let last: Nodes = treeNow(before);
  while (isBranch(last) && last.children.length > 0) last = last.children.at(-1) as Nodes;
  if (last.type !== "code" || !last.position) return false;
  const block = before.slice(last.position.start.offset, last.position.end.offset);
  const [fence] = /^(?:`{3,}|~{3,})/.exec(block) ?? [];
  // An indented code block has no fence.
  return fence !== undefined && !isClosed(block, fence);
}

function isClosed(block: string, fence: string): boolean {
  const [, end = ""] = CLOSES.exec(block.slice(fence.length)) ?? [];
  return end[0] === fence[0] && end.length >= fence.length;
}

/** Returns whether text typed at a position is code, in a block or between backticks of its line. */
export function isInCode(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return (line.match(/`/g)?.length ?? 0) % 2 === 1 || isInFence(text, at);
}
