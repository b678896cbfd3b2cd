import type { Hit } from "./match";

/** Ranges [start, end) of a text in code points, in their order and without overlaps. */
export type Highlights = [number, number][];

/** Returns the ranges of hits in a text. */
export const toHighlights = (text: string, hits: readonly Hit[]): Highlights =>
  toCodePoints(text, joined(hits));

/** Sorts ranges and joins those that overlap or touch. */
function joined(hits: readonly Hit[]): { at: number; end: number }[] {
  const ranges: { at: number; end: number }[] = [];
  for (const { at, end } of [...hits].sort((a, b) => a.at - b.at || b.end - a.end)) {
    const last = ranges.at(-1);
    if (last && at <= last.end) last.end = Math.max(last.end, end);
    else ranges.push({ at, end });
  }
  return ranges;
}

/** Converts ranges in code units, in their order, to code points. */
function toCodePoints(text: string, ranges: readonly { at: number; end: number }[]): [number, number][] {
  let unit = 0;
  let point = 0;
  const pointAt = (wanted: number) => {
    while (unit < wanted) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      point += 1;
    }
    return point;
  };
  return ranges.map(({ at, end }) => [pointAt(at), pointAt(end)]);
}
