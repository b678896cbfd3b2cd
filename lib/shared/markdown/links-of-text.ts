import type { Image, Link, Nodes } from "mdast";
import { isBranch } from "./nodes";
import { parseMarkdown } from "./parse";

/** A link of a message. */
export type TextLink = {
  /** As the message has it. */
  url: string;
  /** True if it stands only behind spoilers. */
  isHidden: boolean;
};

/** True if a text may have a link: a cheap test before it is parsed. */
export const mayHaveLinks = (text: string): boolean => /:\/\/|www\.|\/rooms\//i.test(text);

/**
 * Returns the links of a text that may get cards, each once, in the order of the text. They come from the parsed
 * message: bare addresses and `[words](address)`, also of pages of this workspace, such as `/rooms/general`. Links in
 * code and quotes have no cards, nor has `<address>`.
 */
export function linksOfText(text: string): TextLink[] {
  if (!mayHaveLinks(text)) return [];
  const links = new Map<string, TextLink>();
  collect(parseMarkdown(text), false, (node, isHidden) => {
    if (!isPage(node.url) || isBracketed(node, text)) return;
    const known = links.get(node.url);
    links.set(node.url, { url: node.url, isHidden: isHidden && (known?.isHidden ?? true) });
  });
  return [...links.values()];
}

function collect(
  node: Nodes,
  isHidden: boolean,
  found: (node: Link | Image, isHidden: boolean) => void,
): void {
  if (node.type === "blockquote") return;
  if (node.type === "link" || node.type === "image") found(node, isHidden);
  if (!isBranch(node)) return;
  for (const child of node.children) collect(child, isHidden || node.type === "spoiler", found);
}

const isPage = (url: string) => url.startsWith("/rooms/") || (/^https?:\/\//i.test(url) && URL.canParse(url));

/** True for `<https://…>`, by which a writer says that no card is wanted. */
const isBracketed = ({ position }: Link | Image, text: string): boolean => {
  const source = text.replace(/^\uFEFF/, "");
  return position?.start.offset !== undefined && source[position.start.offset] === "<";
};
