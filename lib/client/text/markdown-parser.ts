import type { Root } from "mdast";
import { BACKOFF, backoffMs } from "@/lib/client/connection/backoff";
import { plainTree } from "@/lib/shared/markdown/as-typed";
import { hasNoMarkdown } from "@/lib/shared/markdown/plain";

// The parser weighs as much as the whole message list, and the first messages of a page come with their trees. So it loads
// once the page can be used. Texts without formatting never need it.

export type Parser = typeof import("@/lib/shared/markdown/parse");

let loading: Promise<Parser> | undefined;
let parser: Parser | undefined;

/** Loads the parser once, and tries again while its script cannot be fetched. */
export function loadParser(): Promise<Parser> {
  loading ??= fetchParser(0);
  return loading;
}

async function fetchParser(tries: number): Promise<Parser> {
  try {
    parser = await import("@/lib/shared/markdown/parse");
    return parser;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, backoffMs(BACKOFF.scripts, tries)));
    return fetchParser(tries + 1);
  }
}

/** The tree of a text, without the places of its nodes in the text. `hidesEnd` as in `parseMarkdown`. */
export type GivenTree = { text: string; hidesEnd: boolean; tree: Root };

const keyOf = (text: string, hidesEnd: boolean) => (hidesEnd ? `${text}\0` : text);

/** Trees that are known without the parser, the newest last. */
const known = new Map<string, Root>();
const KNOWN_TREES = 500;

function keep(key: string, tree: Root): Root {
  if (known.size >= KNOWN_TREES) known.delete(known.keys().next().value as string);
  known.set(key, tree);
  return tree;
}

/** Keeps trees that the server made. */
export function keepTrees(given: readonly GivenTree[]): void {
  for (const { text, hidesEnd, tree } of given) keep(keyOf(text, hidesEnd), tree);
}

/** Returns the tree of a text, or undefined while the parser that it needs is not loaded. `hidesEnd` as in `parseMarkdown`. */
export function treeIfReady(text: string, hidesEnd = false): Root | undefined {
  const key = keyOf(text, hidesEnd);
  const tree = known.get(key);
  if (tree) return tree;
  if (parser) return parser.parseMarkdown(text, hidesEnd);
  return hasNoMarkdown(text) ? keep(key, plainTree(text, hidesEnd)) : undefined;
}

/** Returns the tree of a text that is being typed; one without formatting while the parser is not loaded. */
export const treeNow = (text: string): Root => parser?.readMarkdown(text) ?? plainTree(text);
