/** An element that React has written, or a text. */
export type Element = { tag: string; attributes: Map<string, string>; children: (Element | string)[] };

const PIECE = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?: [a-zA-Z:-]+(?:="[^"<>]*")?)*)(\/?)>|([^<>]+)/y;
const ATTRIBUTE = / ([a-zA-Z:-]+)(?:="([^"<>]*)")?/g;
const EMPTY = new Set(["br", "hr", "input", "img"]);
const SIGNS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

/**
 * Reads the markup that React writes, and nothing else: every sign of a text is escaped in it, every attribute quoted and
 * every element closed. What is not so has come into the markup by another way, and is thrown.
 */
export function readMarkup(html: string): Element {
  const root: Element = { tag: "", attributes: new Map(), children: [] };
  const open = [root];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < html.length) {
    const at = PIECE.lastIndex;
    const [, isEnd, tag, attributes = "", isClosed, text] = PIECE.exec(html) ?? stray(html, at);
    const inner = open.at(-1) ?? stray(html, at);
    if (text !== undefined) inner.children.push(unescaped(text));
    else if (!isEnd) {
      const element = { tag: tag ?? "", attributes: attributesOf(attributes), children: [] };
      inner.children.push(element);
      if (!isClosed && !EMPTY.has(element.tag)) open.push(element);
    } else if (open.pop()?.tag !== tag) stray(html, at);
  }
  return open.length === 1 ? root : stray(html, html.length);
}

const attributesOf = (written: string) =>
  new Map([...written.matchAll(ATTRIBUTE)].map(([, name = "", value = ""]) => [name, unescaped(value)]));

const unescaped = (text: string) =>
  text.replace(/&([^;]*);/g, (_, name: string) => SIGNS[name] ?? stray(text, 0));

function stray(html: string, at: number): never {
  throw new Error(`Not as React writes it: ${JSON.stringify(html.slice(at, at + 80))}`);
}

/** All elements below one. */
export function elementsIn(root: Element): Element[] {
  const found: Element[] = [];
  const waiting = [root];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const inner = next.children.filter((child) => typeof child !== "string");
    found.push(...inner);
    waiting.push(...inner);
  }
  return found;
}

/** The words below an element, in their order. */
export const wordsIn = (node: Element | string): string =>
  typeof node === "string" ? node : node.children.map(wordsIn).join("");
