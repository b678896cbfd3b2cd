import type { Nodes } from "mdast";
import { isBranch } from "./nodes";

/** Visits a tree in the order of the text. `visit` answers false to leave out what is below a node. */
export function forEachNode(node: Nodes, visit: (node: Nodes) => unknown): void {
  if (visit(node) === false || !isBranch(node)) return;
  for (const child of node.children) forEachNode(child, visit);
}
