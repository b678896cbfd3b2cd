import type { Nodes, Root } from "mdast";
import { type Branch, isBranch, type SpoilerMark } from "./nodes";
import { forEachNode } from "./walk";

/** Later spoilers in one text stay plain: each of them costs an element. */
const MAX_SPOILERS = 500;

/** Nodes that accept only their own kind of children: a spoiler stands around them or within their items. */
const STRUCTURES = new Set(["list", "table", "tableRow"]);
const BLOCKS = new Set(["root", "blockquote", "listItem"]);

/**
 * Wraps the content between two marks into spoilers: words, code, links, several blocks. A mark that may open one
 * pairs with the next that may close it; a mark without a partner is text again.
 *
 * @param hidesEnd the text was cut before further marks: a spoiler that is open at the end stays one
 */
export function hideSpoilers(tree: Root, hidesEnd: boolean): void {
  const edges = pairMarks(tree, hidesEnd);
  if (edges.size === 0) return;
  const holders = new Set<Nodes>();
  findHolders(tree, edges, holders);
  new SpoilerWrapper(edges, holders).wrapWithin(tree);
}

/** Finds the marks that open or close a spoiler. */
function pairMarks(tree: Root, hidesEnd: boolean): Set<Nodes> {
  const edges = new Set<Nodes>();
  let open: SpoilerMark | null = null;
  /** True if there is content since the last mark. */
  let hasContent = false;
  forEachNode(tree, (node) => {
    if (node.type !== "spoilerMark") hasContent ||= !isBranch(node);
    else if (open && node.closes && hasContent) {
      edges.add(open).add(node);
      open = null;
    } else if (!open && node.opens && edges.size < 2 * MAX_SPOILERS) {
      open = node;
      hasContent = false;
    } else hasContent = true;
  });
  if (open && hidesEnd && hasContent) edges.add(open);
  return edges;
}

/** Collects the nodes that contain such marks. */
function findHolders(node: Nodes, edges: Set<Nodes>, holders: Set<Nodes>): boolean {
  if (!isBranch(node)) return edges.has(node);
  let holds = false;
  for (const child of node.children) holds = findHolders(child, edges, holders) || holds;
  if (holds) holders.add(node);
  return holds;
}

class SpoilerWrapper {
  private group = 0;
  private isOpen = false;

  constructor(
    private readonly edges: Set<Nodes>,
    private readonly holders: Set<Nodes>,
  ) {}

  wrapWithin(parent: Branch): void {
    const children: Nodes[] = [];
    let hidden: Nodes[] = [];
    const flush = () => {
      if (hidden.length > 0) children.push(this.spoiler(hidden, BLOCKS.has(parent.type)));
      hidden = [];
    };
    for (const child of parent.children) {
      if (this.edges.has(child)) {
        flush();
        this.isOpen = !this.isOpen;
        if (this.isOpen) this.group++;
      } else if (
        isBranch(child) &&
        (this.holders.has(child) || (this.isOpen && STRUCTURES.has(parent.type)))
      ) {
        flush();
        this.wrapWithin(child);
        children.push(child);
      } else if (this.isOpen) hidden.push(child);
      else children.push(child);
    }
    flush();
    parent.children = children;
  }

  private spoiler = (children: Nodes[], isBlock: boolean) =>
    ({ type: "spoiler", group: this.group, isBlock, children }) as Nodes;
}
