// Matches names against hurried typing: with a typo, in the wrong keyboard layout, or in the other alphabet.

import { soundOf } from "@/lib/client/names/name-sound";

/** Ranks of a match: lower is better. */
export const FIT = { whole: 0, beginning: 1, words: 2, within: 3, misspelt: 4 } as const;

/** Matches as typed come before matches by sound, and those before matches in the other layout. */
const BY_SOUND = 0.25;
const OTHER_LAYOUT = 0.5;

/** Folds a text for comparison: without accents and case. */
const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

type Spelling = { whole: string; words: readonly string[] };

/** A name prepared for repeated matching, as written and by its sound. */
export type Name = Spelling & { sound: Spelling };

/** Prepares a name. */
export function nameFor(text: string): Name {
  const written = spellingFor(fold(text));
  return { ...written, sound: spellingFor(soundOf(written.whole)) };
}

function spellingFor(text: string): Spelling {
  const whole = text.trim();
  return { whole, words: wordsOf(whole) };
}

const wordsOf = (folded: string) => folded.split(/[\s\p{P}\p{S}]+/u).filter(Boolean);

/** The query as typed, and as the other keyboard layout would have typed it. */
export type Wanted = readonly { name: Name; penalty: number }[];

/** The longest query. */
const MOST = 100;

/** Prepares a query. */
export function wantedFor(typed: string): Wanted {
  const most = typed.slice(0, MOST);
  const texts = [most, otherLayout(most)].filter((text, index, all) => all.indexOf(text) === index);
  return texts
    .map((text, index) => ({ name: nameFor(text), penalty: index * OTHER_LAYOUT }))
    .filter(({ name }) => name.words.length > 0);
}

/** The rank of the best matching name, from `FIT`; null without a match. */
export function fitOf(names: readonly Name[], wanted: Wanted): number | null {
  let best: number | null = null;
  for (const { name: typed, penalty } of wanted) {
    for (const name of names) {
      const fit = fitOfName(name, typed);
      if (fit !== null && (best === null || fit + penalty < best)) best = fit + penalty;
    }
  }
  return best;
}

/** A match by sound counts at the beginning of words only: within them a few letters would fit almost anything. */
function fitOfName(name: Name, typed: Name): number | null {
  const fit = fitOfSpelling(name, typed);
  if (fit !== null && fit < FIT.misspelt) return fit;
  const bySound = typed.sound.whole.length > 1 ? fitOfWords(name.sound, typed.sound) : null;
  return bySound === null ? fit : bySound + BY_SOUND;
}

function fitOfSpelling(name: Spelling, typed: Spelling): number | null {
  const fit = fitOfWords(name, typed);
  if (fit !== null) return fit;
  if (typed.words.every((word) => name.whole.includes(word))) return FIT.within;
  return typed.words.every((word) => name.words.some((each) => isNearly(each, word))) ? FIT.misspelt : null;
}

function fitOfWords(name: Spelling, typed: Spelling): number | null {
  if (name.whole === typed.whole) return FIT.whole;
  if (name.whole.startsWith(typed.whole)) return FIT.beginning;
  if (typed.words.length === 0) return null;
  return typed.words.every((word) => name.words.some((each) => each.startsWith(word))) ? FIT.words : null;
}

/** The typos allowed in a word of a given length. */
const slipsIn = (letters: number) => (letters < 3 ? 0 : letters < 7 ? 1 : 2);

/** Returns whether `typed` is a prefix of `word` up to its allowed typos: a letter wrong, missing, extra, or two swapped. */
function isNearly(word: string, typed: string): boolean {
  const slips = slipsIn(typed.length);
  if (slips === 0 || word.length < typed.length - slips || !isAkin(word, typed)) return false;
  return slipsBetween(word.slice(0, typed.length + slips), typed) <= slips;
}

/** A cheap test that rules out most words by their first letters. */
function isAkin(word: string, typed: string): boolean {
  for (let at = 0; at < 3; at++) {
    const index = word.indexOf(typed[at] ?? " ");
    if (index >= 0 && index < 3) return true;
  }
  return false;
}

/** The smallest edit distance (Damerau-Levenshtein, optimal string alignment) from `typed` to any prefix of `word`. */
function slipsBetween(word: string, typed: string): number {
  let [before, last, next] = [ROWS[0], ROWS[1], ROWS[2]];
  for (let at = 0; at <= word.length; at++) last[at] = at;
  for (let row = 1; row <= typed.length; row++) {
    next[0] = row;
    for (let at = 1; at <= word.length; at++) {
      const wrong = last[at - 1]! + Number(typed[row - 1] !== word[at - 1]);
      const isSwapped =
        row > 1 && at > 1 && typed[row - 1] === word[at - 2] && typed[row - 2] === word[at - 1];
      const swapped = isSwapped ? before[at - 2]! + 1 : wrong;
      next[at] = Math.min(wrong, swapped, last[at]! + 1, next[at - 1]! + 1);
    }
    [before, last, next] = [last, next, before];
  }
  return Math.min(...last.subarray(0, word.length + 1));
}

/** Rows of the matrix, reused for every word; a query has at most a hundred letters. */
const ROWS = [new Uint8Array(128), new Uint8Array(128), new Uint8Array(128)] as const;

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";
const OTHER = new Map([...pairs(LATIN, RUSSIAN), ...pairs(RUSSIAN, LATIN)]);

function pairs(from: string, to: string): [string, string][] {
  return [...from].map((sign, index) => [sign, to[index]!]);
}

/** Converts text between the Latin and Russian layouts: `кщщь` is `room`, `ghbdtn` is `привет`. */
export function otherLayout(typed: string): string {
  return [...typed.toLowerCase()].map((sign) => OTHER.get(sign) ?? sign).join("");
}
