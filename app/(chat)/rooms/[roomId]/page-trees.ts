import type { Nodes } from "mdast";
import { shorten } from "@/components/message/text/shorten";
import type { GivenTree } from "@/lib/client/text/markdown-parser";
import { parseMarkdown } from "@/lib/shared/markdown/parse";
import { hasNoMarkdown } from "@/lib/shared/markdown/plain";
import { firstPart } from "@/lib/shared/markdown/words-of-tree";
import type { MessageView } from "@/lib/shared/views";

/** Parses what a page shows of its messages at first, so that the browser can draw it before it has the parser. */
export function pageTrees(messages: readonly MessageView[]): GivenTree[] {
  const quoted = new Set(messages.map(({ replyTo }) => replyTo?.seq));
  const parts = messages
    .flatMap(({ text, seq }) => [shownPart(text), ...(quoted.has(seq) ? [quotedPart(text)] : [])])
    .filter(({ text }) => !hasNoMarkdown(text));
  // Most quoted messages are short, and shown whole as well.
  const once = new Map(parts.map((part) => [`${part.hidesEnd} ${part.text}`, part]));
  return [...once.values()].map((part) => ({
    ...part,
    tree: withoutPlaces(parseMarkdown(part.text, part.hidesEnd)),
  }));
}

type Part = Omit<GivenTree, "tree">;

/** The part of a text that a quote shows: see Quote. */
function quotedPart(text: string): Part {
  const { head, hidesEnd } = firstPart(text);
  return { text: head, hidesEnd };
}

/** The part of a text that a room shows at first: see MessageText. */
function shownPart(text: string): Part {
  const short = shorten(text);
  return short ? { text: `${short.head}…`, hidesEnd: short.hidesEnd } : { text, hidesEnd: false };
}

/** Copies a tree without the places of its nodes, which are most of its bytes, and which drawing does not need. */
function withoutPlaces<Node extends Nodes>(node: Node): Node {
  const copy = { ...node };
  if ("position" in copy) delete copy.position;
  if ("children" in copy)
    copy.children = (copy.children as Nodes[]).map(withoutPlaces) as typeof copy.children;
  return copy;
}
