import type { Paragraph, Root } from "mdast";
import { NAMED_EMOJI } from "../emoji/custom-emoji";
import { splitTexts } from "./split-texts";

const NAMES = { pattern: NAMED_EMOJI, mark: /:/, most: 500 };

/** The most emoji that are drawn large where a text has nothing else. */
const MAX_LARGE = 12;

const ONLY_EMOJI = /^(?:\p{RGI_Emoji}|\s)*$/v;

/** Splits `:names:` of the workspace's emoji into nodes, whether there are such emoji or not. Links have none. */
export function findEmoji(tree: Root): void {
  splitTexts(tree, NAMES, (value) => ({ type: "emoji", value }));
  const [only, ...more] = tree.children;
  if (only?.type === "paragraph" && more.length === 0 && isOnlyEmoji(only)) only.data = { isLarge: true };
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
