import type { WriteMention } from "@/lib/shared/markdown/words-of-tree";
import { type Range, shownRanges, shownText, unitRanges } from "./shown-text";

/** A piece of a text; `isHit` where it was searched for. */
export type Piece = { text: string; isHit: boolean };

/** The length of an excerpt in UTF-16 units, and how much of it stands before the first hit. */
const LENGTH = 240;
const BEFORE = 40;

/** The words of a message around its best hits, in one line. `write` writes its mentions. */
export function excerptOf(source: string, highlights: readonly Range[], write?: WriteMention): Piece[] {
  const shown = shownText(source, write);
  return cutAround(shown.text, shownRanges(shown, unitRanges(source, highlights)));
}

/** Cuts a text around the place with most hits, and splits it at them. */
export function cutAround(text: string, hits: readonly Range[]): Piece[] {
  const best = densest(hits);
  const start = best ? wordStart(text, best[0] - BEFORE) : 0;
  const end = wordEnd(text, start + LENGTH, best?.[1] ?? 0);
  const pieces = piecesOf(text.slice(start, end), moved(hits, start, end));
  if (start > 0) pieces.unshift({ text: "…", isHit: false });
  if (end < text.length) pieces.push({ text: "…", isHit: false });
  return pieces;
}

/** The hit after which most others follow within an excerpt. */
function densest(hits: readonly Range[]): Range | null {
  let [best, most] = [hits[0] ?? null, 0];
  for (const [index, hit] of hits.entries()) {
    const within = hits.slice(index).filter(([, end]) => end <= hit[0] + LENGTH - BEFORE).length;
    if (within > most) [best, most] = [hit, within];
  }
  return best;
}

const moved = (hits: readonly Range[], start: number, end: number): Range[] =>
  hits
    .filter(([from, to]) => to > start && from < end)
    .map(([from, to]) => [Math.max(0, from - start), Math.min(end, to) - start]);

/** The start of the word at a place, unless it is far away; never half a character. */
function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const blank = text.lastIndexOf(" ", at);
  return blank >= 0 && at - blank < 30 ? blank + 1 : at - (isHalf(text, at) ? 1 : 0);
}

/** The end of the word before a place, not before `least`. */
function wordEnd(text: string, at: number, least: number): number {
  if (at >= text.length) return text.length;
  const blank = text.lastIndexOf(" ", at);
  const end = blank > at - 30 ? blank : at + (isHalf(text, at) ? 1 : 0);
  return Math.max(end, least);
}

/** Returns whether a place is within a surrogate pair. */
const isHalf = (text: string, at: number) => /[\uDC00-\uDFFF]/.test(text[at] ?? "");

/** Splits a text at its hits. Hits that overlap are one. */
export function piecesOf(text: string, hits: readonly Range[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end] of [...hits].sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) pieces.push({ text: text.slice(at, from), isHit: false });
    pieces.push({ text: text.slice(from, end), isHit: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isHit: false });
  return pieces;
}
