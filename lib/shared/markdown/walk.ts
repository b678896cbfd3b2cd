import type { Nodes } from "mdast";
import { isBranch } from "./nodes";

/** Visits a tree in the order of the text. `visit` returns false to skip a node's children. */
export function forEachNode(node: Nodes, visit: (node: Nodes) => unknown): void {
  if (visit(node) === false || !isBranch(node)) return;
  for (const child of node.children) forEachNode(child, visit);
}
