import { shownRanges, shownText, type Range as Units, unitRanges } from "./shown-text";

/** Elements whose words are not the message's own. */
const NOT_TEXT = "button, [aria-hidden=true], time";

/**
 * Finds the hits of a message in its drawn text. A hit is the same occurrence of the same words as in the message, so
 * that formatting between them does not matter. A hit that is not drawn, because the text is folded, is left out.
 *
 * @param source the message's Markdown
 * @param highlights in code points of the source
 */
export function hitRanges(
  element: Element,
  source: string,
  highlights: readonly Units[],
): globalThis.Range[] {
  if (highlights.length === 0) return [];
  const shown = shownText(source);
  const drawn = drawnText(element);
  return shownRanges(shown, unitRanges(source, highlights)).flatMap(([start, end]) => {
    const words = shown.text.slice(start, end);
    const at = sameOccurrence(shown.text, drawn.text, words, start);
    return at === null ? [] : (rangeOf(drawn, at, at + words.length) ?? []);
  });
}

/**
 * Finds ranges in the drawn text of an element.
 *
 * @param find returns places in a text, in UTF-16 code units
 */
export function textRanges(
  element: Element,
  find: (text: string) => readonly (readonly [start: number, end: number])[],
): globalThis.Range[] {
  const drawn = drawnText(element);
  return find(drawn.text).flatMap(([start, end]) => rangeOf(drawn, start, end) ?? []);
}

/** The place in `drawn` of the words that stand at a place in `text`: the same occurrence of them. */
function sameOccurrence(text: string, drawn: string, words: string, start: number): number | null {
  let [before, at] = [text.indexOf(words), drawn.indexOf(words)];
  while (before >= 0 && before < start && at >= 0) {
    before = text.indexOf(words, before + 1);
    at = drawn.indexOf(words, at + 1);
  }
  return at < 0 ? null : at;
}

/** `isWhole`: drawn otherwise than typed, so a hit in it marks all of it. */
type DrawnNode = { node: Text; start: number; isWhole: boolean };

type Drawn = { text: string; nodes: readonly DrawnNode[] };

/** The text of an element as one line; white space of any kind is a blank, of the same length. Mentions are as typed. */
function drawnText(element: Element): Drawn {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: DrawnNode[] = [];
  let text = "";
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.parentElement?.closest(NOT_TEXT)) continue;
    const typed = node.parentElement?.closest<HTMLElement>("[data-typed]")?.dataset.typed;
    nodes.push({ node, start: text.length, isWhole: typed !== undefined });
    text += typed ?? node.data.replace(/\s/g, " ");
  }
  return { text, nodes };
}

function rangeOf({ nodes }: Drawn, start: number, end: number): globalThis.Range | null {
  const first = nodes.findLast((each) => each.start <= start);
  const last = nodes.findLast((each) => each.start < end);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, first.isWhole ? 0 : start - first.start);
  range.setEnd(last.node, last.isWhole ? last.node.length : end - last.start);
  return range;
}

/** Scrolls a list so that a range in it can be seen, if it cannot. */
export function showRange(list: Element, range: globalThis.Range): void {
  const [{ top, bottom }, box] = [range.getBoundingClientRect(), list.getBoundingClientRect()];
  if (top < box.top || bottom > box.bottom) list.scrollTop += (top + bottom - box.top - box.bottom) / 2;
}

export type MarkName = "found" | "found-here" | "keyword";

/**
 * Marks ranges of the page by the CSS Custom Highlight API, which changes no element, and again whenever the content of
 * `root` changes. Without that API nothing is marked. Returns a function that removes the marks.
 *
 * @param rangesOf the ranges by their name in `::highlight()`
 */
export function keepMarked(
  root: Element,
  rangesOf: () => Partial<Record<MarkName, readonly globalThis.Range[]>>,
): () => void {
  if (typeof Highlight === "undefined" || !CSS.highlights) return () => {};
  const marked = new Set<string>();
  const mark = () => {
    for (const [name, ranges] of Object.entries(rangesOf())) {
      const highlight = new Highlight(...ranges);
      if (name === "found-here") highlight.priority = 1;
      CSS.highlights.set(name, highlight);
      marked.add(name);
    }
  };
  let frame = requestAnimationFrame(mark);
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(mark);
  });
  observer.observe(root, { childList: true, subtree: true, characterData: true });
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    for (const name of marked) CSS.highlights.delete(name);
  };
}
