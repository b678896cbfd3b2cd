import { foldWithMap } from "@/lib/shared/search/words/fold-word";
import { stemOf } from "@/lib/shared/search/words/stem";
import type { Word } from "@/lib/shared/search/words/words";
import type { Term } from "./terms";

/** Words that match a half-typed one: those that begin with it, or those that contain it. */
export type Reach = "start" | "anywhere";

/** Shortest text that finds words which only begin with it or contain it. */
export const SHORTEST_PART = 3;

/** A place in a text that matches, in UTF-16 code units, and how well it does: from 1 (as written) down to 0. */
export type Hit = { at: number; end: number; place: number; quality: number };

/** Qualities of a hit. */
const QUALITY = { exact: 1, form: 0.85, start: 0.6, inside: 0.4 };

/** A text and its words. */
export type SplitText = { text: string; words: readonly Word[] };

/** Finds the places in a text that match a term. A negated term matches whole words alone, as in the index. */
export function hitsOf(term: Term, { text, words }: SplitText, reach: Reach): Hit[] {
  if (term.kind === "phrase") return phraseHits(term.words, term.isOpen && !term.isNegated, words);
  const hits = words.flatMap((word) => hitOf(term, word, text, reach) ?? []);
  return term.kind === "number" ? [...hits, ...phraseHits(term.words, false, words)] : hits;
}

function hitOf(term: Exclude<Term, { kind: "phrase" }>, word: Word, text: string, reach: Reach): Hit | null {
  const { at, end, place } = word;
  if (word.text === term.word) return { at, end, place, quality: QUALITY.exact };
  if (term.kind !== "forms") return null;
  const isForm = stemOf(word.text) === stemOf(term.word);
  const isPart = !term.isNegated && [...term.word].length >= SHORTEST_PART;
  const found = isPart ? word.text.indexOf(term.word) : -1;
  if (found === 0 || (found > 0 && reach === "anywhere"))
    return {
      ...rangeOfPart(text, word, found, found + term.word.length),
      place,
      quality: isForm ? QUALITY.form : found === 0 ? QUALITY.start : QUALITY.inside,
    };
  return isForm ? { at, end, place, quality: QUALITY.form } : null;
}

/** Returns the range of a part of a folded word in the text. */
function rangeOfPart(text: string, { at, end, text: word }: Word, from: number, to: number) {
  const folded = foldWithMap(text.slice(at, end));
  if (folded.text !== word) return { at, end };
  if (!folded.starts || !folded.ends) return { at: at + from, end: at + to };
  return { at: at + (folded.starts[from] ?? 0), end: at + (folded.ends[to - 1] ?? end - at) };
}

function phraseHits(phrase: readonly string[], isOpen: boolean, words: readonly Word[]): Hit[] {
  const whole = words.filter(({ isPart }) => !isPart);
  const hits: Hit[] = [];
  for (let start = 0; start + phrase.length <= whole.length; start++) {
    const isHere = phrase.every((wanted, offset) => {
      const found = whole[start + offset]?.text ?? "";
      return (
        found === wanted ||
        (isOpen && offset === phrase.length - 1 && mayBeHalfTyped(wanted) && found.startsWith(wanted))
      );
    });
    const last = whole[start + phrase.length - 1];
    const first = whole[start];
    if (isHere && first && last) hits.push({ at: first.at, end: last.end, place: first.place, quality: 1 });
  }
  return hits;
}

/** True if the last word of an open phrase may go on: not for a character that is a word by itself. */
export const mayBeHalfTyped = (word: string) => /^[\p{L}\p{N}]{2,}$/u.test(word);
