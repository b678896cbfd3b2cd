import type { Nodes as HtmlNodes } from "hast";
import { toMdast } from "hast-util-to-mdast";
import type { Link, Parents } from "mdast";
import { defaultHandlers, type Info, type State, toMarkdown as write } from "mdast-util-to-markdown";
import { GFM_HANDLERS } from "./gfm-handlers";

/** A link whose label is its address is written as the bare address. */
function link(node: Link, parent: Parents | undefined, state: State, info: Info): string {
  const [label] = node.children;
  const isBare = node.children.length === 1 && label?.type === "text" && label.value === node.url;
  return isBare ? node.url : defaultHandlers.link(node, parent, state, info);
}
link.peek = defaultHandlers.link.peek;

/** Serializes a page's tree as GitHub-flavoured Markdown with the toolbar's signs, where a newline is a line break. */
export function toMarkdown(tree: HtmlNodes): string {
  return write(toMdast(tree, { nodeHandlers: { comment: () => undefined } }), {
    handlers: { ...GFM_HANDLERS, link, break: () => "\n" },
    bullet: "-",
    emphasis: "_",
    rule: "-",
    listItemIndent: "one",
    fences: true,
  })
    .replaceAll("\u00a0", " ")
    .trim();
}
