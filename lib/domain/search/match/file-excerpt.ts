import { LIMITS } from "@/lib/shared/limits";
import { stemOf } from "@/lib/shared/search/words/stem";
import { splitWords } from "@/lib/shared/search/words/words";
import { plainLetters } from "@/lib/shared/text/plain-letters";
import { piecesOf } from "../words/text-pieces";
import { type Highlights, toHighlights } from "./highlights";
import { type Hit, hitsOf, type Reach } from "./match";
import type { Term } from "./terms";

/** A part of a text around what was found, with ranges in it. */
export type Excerpt = { text: string; highlights: Highlights };

/** Characters before the first hit. */
const BEFORE = 60;
/** Pieces whose words are compared: where that finds nothing, the file is shown without an excerpt. */
const COMPARED = 8;
/** Code units of the next piece in which a phrase may go on. */
const OVERLAP = 100;

/** Returns about LIMITS.fileExcerptLength characters around the first hit of any term; null if none is found. */
export function findExcerpt(text: string, terms: readonly Term[], reach: Reach): Excerpt | null {
  const first = firstHit(text, terms, reach);
  if (first === null) return null;
  const start = startAt(text, Math.max(0, first - BEFORE));
  const end = endAt(text, start + LIMITS.fileExcerptLength);
  const part = text.slice(start, end).replace(/\s/gu, " ").trimEnd();
  return { text: part, highlights: toHighlights(part, hitsIn(part, terms, reach)) };
}

function hitsIn(text: string, terms: readonly Term[], reach: Reach): Hit[] {
  const split = { text, words: splitWords(text) };
  return terms.flatMap((term) => hitsOf(term, split, reach));
}

/** Looks where words begin first, since the letters of a short word are inside many others. */
const firstHit = (text: string, terms: readonly Term[], reach: Reach): number | null =>
  firstHitBy(terms.map(startPattern), text, terms, reach) ??
  firstHitBy(terms.map(patternOf), text, terms, reach);

function firstHitBy(patterns: readonly RegExp[], text: string, terms: readonly Term[], reach: Reach) {
  let compared = 0;
  for (const piece of piecesOf(text, { overlap: OVERLAP })) {
    const plain = plainText(piece.text);
    if (!patterns.some((pattern) => pattern.test(plain))) continue;
    const hits = hitsIn(piece.text, terms, reach);
    if (hits.length > 0) return piece.at + Math.min(...hits.map(({ at }) => at));
    compared += 1;
    if (compared === COMPARED) return null;
  }
  return null;
}

/** A pattern for what all forms of a term have, to pass over pieces without it: that is faster than to split them. */
function patternOf(term: Term): RegExp {
  if (term.kind === "phrase") return phrasePattern(term.words);
  if (term.kind === "number") return phrasePattern([...term.word]);
  const word = plainText(term.kind === "forms" ? stemOf(term.word) : term.word);
  const start = term.kind === "forms" ? word.slice(0, Math.max(3, word.length - 1)) : word;
  return new RegExp(escaped(start), "u");
}

const startPattern = (term: Term) => new RegExp(`(?<![\\p{L}\\p{N}])${patternOf(term).source}`, "u");

/** True if a text has a term, nearly: a phrase in its order, or the letters that all forms of a word have. */
export function mayHave(text: string, term: Term): boolean {
  const pattern = patternOf(term);
  for (const piece of piecesOf(text, { overlap: OVERLAP }))
    if (pattern.test(plainText(piece.text))) return true;
  return false;
}

const phrasePattern = (words: readonly string[]) =>
  new RegExp(words.map((word) => escaped(plainText(word))).join("[^\\p{L}\\p{N}]*"), "u");

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** Nearly what `foldWord` makes of a text, and faster. */
function plainText(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(lower)) return lower.replaceAll("'", "");
  return plainLetters(
    lower
      .normalize("NFKD")
      .replace(/[\p{M}'’ʼ＇]/gu, "")
      .toLowerCase(),
  );
}

/** The beginning of the word after a place, unless that is far: texts without spaces begin anywhere. */
function startAt(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + BEFORE / 2).search(/\s\S/u);
  return space < 0 ? betweenCharacters(text, at) : at + space + 1;
}

/** The end of the word before a place. */
function endAt(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.slice(at - BEFORE / 2, at + 1).search(/\s\S*$/u);
  return space < 0 ? betweenCharacters(text, at) : at - BEFORE / 2 + space;
}

const betweenCharacters = (text: string, at: number) =>
  /[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at;
