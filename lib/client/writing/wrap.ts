import type { Change, Field } from "./change";

const BEGINS_LINE = /^\s*(?:>\s?|(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)*/;

/**
 * Adds a mark such as `**` around the selection or the word at the caret, or removes it. White space at the edges stays
 * outside, because a mark next to it has no effect. Each of several lines gets its own mark, after a list or quote
 * prefix.
 */
export function wrap(field: Field, mark: string): Change {
  const { text } = field;
  const [from, to] = meant(field);
  const inner = text.slice(from, to);
  const length = mark.length;
  if (inner.includes("\n")) return wrapLines(inner, from, mark);

  const isMarkedAround = text.slice(from - length, from) === mark && text.startsWith(mark, to);
  if (isMarkedAround && from >= length) {
    return { from: from - length, to: to + length, insert: inner, select: moved(field, from, to, -length) };
  }
  if (isMarked(inner, mark)) {
    const bare = inner.slice(length, -length);
    return { from, to, insert: bare, select: [from, from + bare.length] };
  }
  // At the end of marked text, the caret steps over the mark.
  const isAtEnd = from === to && text.startsWith(mark, to) && text.slice(0, from).includes(mark);
  if (isAtEnd) return { from, to, insert: "", select: [to + length, to + length] };
  return { from, to, insert: mark + inner + mark, select: moved(field, from, to, length) };
}

/** The range that a format applies to: the trimmed selection, or the word around the caret. */
export function meant({ text, start, end }: Field): [number, number] {
  if (start === end) {
    const before = /[\p{L}\p{M}\p{N}]*$/u.exec(text.slice(Math.max(0, start - 100), start))?.[0].length ?? 0;
    const after = /^[\p{L}\p{M}\p{N}]*/u.exec(text.slice(start, start + 100))?.[0].length ?? 0;
    return before > 0 && after > 0 ? [start - before, start + after] : [start, end];
  }
  const selected = text.slice(start, end);
  if (selected.trim() === "") return [start, end];
  return [
    start + selected.length - selected.trimStart().length,
    end - (selected.length - selected.trimEnd().length),
  ];
}

const isMarked = (inner: string, mark: string) =>
  inner.length > 2 * mark.length && inner.startsWith(mark) && inner.endsWith(mark);

/** Keeps the same letters selected. */
function moved({ start, end }: Field, from: number, to: number, by: number): [number, number] {
  const within = (at: number) => Math.min(to, Math.max(from, at)) + by;
  return [within(start), within(end)];
}

function wrapLines(inner: string, from: number, mark: string): Change {
  const lines = inner.split("\n").map((line) => {
    const [beginning = ""] = BEGINS_LINE.exec(line) ?? [];
    return { beginning, words: line.slice(beginning.length).trimEnd() };
  });
  const isDone = lines.every(({ words }) => words === "" || isMarked(words, mark));
  const insert = lines
    .map(({ beginning, words }) => {
      if (words === "") return beginning;
      return beginning + (isDone ? words.slice(mark.length, -mark.length) : mark + words + mark);
    })
    .join("\n");
  return { from, to: from + inner.length, insert, select: [from, from + insert.length] };
}
