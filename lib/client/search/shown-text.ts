import type { Nodes } from "mdast";
import { isBranch } from "@/lib/shared/markdown/nodes";
import { parseMarkdown } from "@/lib/shared/markdown/parse";
import type { WriteMention } from "@/lib/shared/markdown/words-of-tree";

/** A message's words without formatting, in one line, and the place of each UTF-16 unit in its Markdown source. */
export type ShownText = { text: string; sources: readonly number[] };

/** Blocks that end a line. */
const BLOCKS = new Set(["paragraph", "heading", "code", "math", "listItem", "tableRow", "tableCell"]);

/** A unit that has no place in the source. */
const NOWHERE = -1;

/**
 * Returns the words that a message shows, with their places in the source. Spoilers stay hidden.
 *
 * The parser's nodes say where they begin; within one, each shown unit is the next one like it in the source, which
 * skips escapes, marks and the signs of blocks.
 *
 * @param write writes mentions for a reader; without it they stay as typed
 */
export function shownText(source: string, write?: WriteMention): ShownText {
  const reader = new Reader(source, write);
  reader.read(parseMarkdown(source), source.length);
  return oneLine(reader.text, reader.sources);
}

class Reader {
  text = "";
  readonly sources: number[] = [];
  #at = 0;

  constructor(
    private readonly source: string,
    private readonly write?: WriteMention,
  ) {}

  read(node: Nodes, end: number): void {
    const { start, end: last } = positionOf(node) ?? {};
    this.#at = Math.max(this.#at, start?.offset ?? 0);
    if (node.type === "code" || node.type === "math") this.#skipFence();
    // Joined texts have the place of their first part: they may reach to the end of their parent.
    const limit = isBranch(node) ? (last?.offset ?? end) : end;
    if (node.type === "spoiler") this.#add("…");
    else if (node.type === "break") this.#add("\n");
    else if (node.type === "image") this.#align(node.alt || node.url, limit);
    else if (this.write && node.type === "mention") this.#replace(node.value, this.write(node.value));
    else if (isBranch(node)) for (const child of node.children) this.read(child, limit);
    else if ("value" in node) this.#align(node.value, limit);
    if (BLOCKS.has(node.type)) this.#add("\n");
    if (last?.offset !== undefined && isBranch(node)) this.#at = Math.max(this.#at, last.offset);
  }

  /** The language of a code block stands behind its fence, and is not shown as text. */
  #skipFence() {
    const [fence] = /^(?:`{3,}|~{3,}|\${2,})[^\n]*/.exec(this.source.slice(this.#at)) ?? [""];
    this.#at += fence.length;
  }

  #add(text: string) {
    this.text += text;
    for (let unit = 0; unit < text.length; unit++) this.sources.push(NOWHERE);
  }

  /** Other words for a mention: each unit has the place of the name's first letter, where a hit in it begins. */
  #replace(typed: string, written: string) {
    const at = this.source.indexOf(typed, this.#at);
    this.text += written;
    for (let unit = 0; unit < written.length; unit++) this.sources.push(at < 0 ? NOWHERE : at + 1);
    if (at >= 0) this.#at = at + typed.length;
  }

  #align(value: string, end: number) {
    this.text += value;
    for (const unit of value.split("")) {
      const at = this.source.indexOf(unit, this.#at);
      const isThere = at >= 0 && at < end;
      this.sources.push(isThere ? at : NOWHERE);
      if (isThere) this.#at = at + 1;
    }
  }
}

/** Nodes that are made after parsing have no place. */
const positionOf = (node: Nodes) => ("position" in node ? node.position : undefined);

/** Replaces runs of white space by one blank. */
function oneLine(text: string, sources: readonly number[]): ShownText {
  let line = "";
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const isBlank = /\s/.test(text[at] ?? "");
    if (isBlank && (line === "" || line.endsWith(" "))) continue;
    line += isBlank ? " " : text[at];
    places.push(sources[at] ?? NOWHERE);
  }
  const end = line.trimEnd().length;
  return { text: line.slice(0, end), sources: places.slice(0, end) };
}

/** A range of a text: its start and the place after its end. */
export type Range = readonly [start: number, end: number];

/** Converts ranges from code points to UTF-16 units. Ranges that do not fit the text are left out. */
export function unitRanges(text: string, ranges: readonly Range[]): Range[] {
  if (ranges.length === 0) return [];
  const starts: number[] = [];
  let units = 0;
  for (const character of text) {
    starts.push(units);
    units += character.length;
  }
  starts.push(units);
  return ranges.flatMap(([start, end]): Range[] => {
    const [from, to] = [starts[start], starts[end]];
    return from === undefined || to === undefined || to <= from ? [] : [[from, to]];
  });
}

/**
 * Moves ranges of a message's source to the words that it shows. A range whose words are not shown is left out.
 *
 * @param ranges in UTF-16 units of the source
 */
export function shownRanges({ sources }: ShownText, ranges: readonly Range[]): Range[] {
  const moved: Range[] = [];
  for (const [start, end] of ranges) {
    const isIn = (place: number) => place >= start && place < end;
    const from = sources.findIndex(isIn);
    const to = sources.findLastIndex(isIn);
    if (from >= 0) moved.push([from, to + 1]);
  }
  return moved.sort((a, b) => a[0] - b[0]);
}
