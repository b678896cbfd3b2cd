import type { ListItem, Nodes, Root } from "mdast";
import type { Check } from "./is-done";
import { forEachNode } from "./walk";
import { plainTextOf } from "./words-of-tree";

/** The items of a message that people may check; those after them are only shown. */
const MOST_ITEMS = 200;

/** An item of a checklist: its words without those of lists inside it, and whether its text says that it is done. */
export type ChecklistItem = { label: string; isTyped: boolean };

/** Numbers the items of a tree that can be checked, in the order of the text. Items of a quote belong to somebody else's list. */
export function numberItems(tree: Root): void {
  let count = 0;
  forEachNode(tree, (node: Nodes) => {
    if (node.type === "blockquote") return false;
    if (isItem(node) && count < MOST_ITEMS) node.data = { ...node.data, item: ++count };
  });
}

const isItem = (node: Nodes): node is ListItem & { checked: boolean } =>
  node.type === "listItem" && typeof node.checked === "boolean";

/** Lists the items of a tree that can be checked, in the order of their numbers. */
export function itemsOf(tree: Root): ChecklistItem[] {
  const items: ChecklistItem[] = [];
  forEachNode(tree, (node) => {
    if (isItem(node) && node.data?.item) items.push({ label: labelOf(node), isTyped: node.checked });
  });
  return items;
}

/** Returns the words of an item, without those of lists inside it. */
const labelOf = (node: ListItem): string =>
  plainTextOf({ ...node, children: node.children.filter(({ type }) => type !== "list") }).trim();

/**
 * Moves the checks of a text to an edited one. An item with the same words keeps its check, wherever it stands now; among
 * items with the same words the first stays the first. The check of an item goes if the edit changed its box, its words,
 * or took it away.
 */
export function moveChecks<C extends Check>(
  before: readonly ChecklistItem[],
  after: readonly ChecklistItem[],
  checks: readonly C[],
): C[] {
  const places = new Map(keysOf(after).map((key, index) => [key, index]));
  const keys = keysOf(before);
  return checks
    .flatMap((check) => {
      const was = before[check.item - 1];
      const place = places.get(keys[check.item - 1] ?? "");
      if (!was || place === undefined || after[place]?.isTyped !== was.isTyped) return [];
      return [{ ...check, item: place + 1 }];
    })
    .sort((a, b) => a.item - b.item);
}

/** Names each item by its words and how many before it have the same. */
function keysOf(items: readonly ChecklistItem[]): string[] {
  const counts = new Map<string, number>();
  return items.map(({ label }) => {
    const count = counts.get(label) ?? 0;
    counts.set(label, count + 1);
    return `${count} ${label}`;
  });
}
