import type { Link, ListItem, Nodes, Paragraph, Root } from "mdast";
import { type Branch, isBranch } from "./nodes";
import { splitSpoilerMarks } from "./spoiler-marks";

/**
 * Normalises the parser's tree: HTML becomes the typed text, items keep the typed number, and a bare address keeps
 * the `*` and `_` at its end that belong to nothing else.
 */
export function normalizeTree(tree: Root, source: string): void {
  normalizeChildren(tree, source);
}

const BLOCKS = new Set(["root", "blockquote", "listItem"]);

function normalizeChildren(parent: Branch, source: string): void {
  const children: Nodes[] = [];
  for (const child of parent.children) {
    if (child.type === "html") children.push(...asWords(child.value, BLOCKS.has(parent.type)));
    else children.push(child);
    if (child.type === "listItem") keepItemNumber(child, source);
    if (isBranch(child)) normalizeChildren(child, source);
  }
  parent.children = children;
  extendLinks(parent, source);
}

/** Converts HTML to text; a block of it becomes a paragraph. */
const asWords = (html: string, isBlock: boolean): Nodes[] => {
  const words = splitSpoilerMarks(html);
  return isBlock ? [{ type: "paragraph", children: words } satisfies Paragraph] : words;
};

function keepItemNumber(item: ListItem, source: string): void {
  const at = item.position?.start.offset ?? source.length;
  const [digits] = /^\d{1,9}(?=[.)])/.exec(source.slice(at, at + 10)) ?? [];
  if (digits !== undefined) item.data = { ...item.data, number: Number(digits) };
}

/** Extends bare addresses by `*` and `_` at their end, which GitHub leaves out, if emphasis has not used them. */
function extendLinks(parent: Branch, source: string): void {
  for (const [index, node] of parent.children.entries()) {
    const next = parent.children[index + 1];
    if (node.type !== "link" || next?.type !== "text" || !isBare(node, source)) continue;
    const [signs] = /^[*_]+/.exec(next.value) ?? [];
    const label = node.children[0];
    if (!signs || label?.type !== "text") continue;
    node.url += signs;
    label.value += signs;
    next.value = next.value.slice(signs.length);
  }
}

const isBare = ({ children, position }: Link, source: string) =>
  children.length === 1 && !/[[<]/.test(source[position?.start.offset ?? -1] ?? "[");
