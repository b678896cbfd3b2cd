import type { Rng } from "@/tests/support/random";
import { codeBlock, logLine, terms } from "./terms";
import { ENGLISH } from "./words/english";
import { WORDS } from "./words/others";
import { ENGLISH_PHRASES, RUSSIAN_PHRASES } from "./words/phrases";
import { RUSSIAN } from "./words/russian";
import type { Vocabulary } from "./words/vocabulary";
import { chance, zipf } from "./zipf";

/** Makes the text of a message. `names` are usernames that it may mention. */
export type MakeText = (rng: Rng, names: readonly string[]) => string;

/** Shares of a thousand messages. */
const KINDS: [share: number, make: MakeText][] = [
  [440, (rng, names) => sentences(rng, russianWord, RUSSIAN_PHRASES, names)],
  [350, (rng, names) => sentences(rng, englishWord, ENGLISH_PHRASES, names)],
  [60, (rng, names) => sentences(rng, mixedWord, RUSSIAN_PHRASES, names)],
  [30, foreign(WORDS.german)],
  [25, foreign(WORDS.french)],
  [25, foreign(WORDS.spanish)],
  [20, (rng) => unspaced(rng, WORDS.chinese, "，", "。")],
  [20, (rng) => unspaced(rng, WORDS.japanese, "、", "。")],
  [15, (rng) => `${some(rng, englishWord, 3, 8)}\n${codeBlock(rng)}`],
  [15, (rng) => logLine(rng, () => some(rng, englishWord, 3, 9))],
];
const SHARES = 1_000;

/** Draws a text: 170 bytes in the mean, nine in ten of them in Russian, English or both. */
export const makeText: MakeText = (rng, names) => {
  let left = rng.below(SHARES);
  const [, make] = KINDS.find(([share]) => {
    left -= share;
    return left < 0;
  })!;
  return make(rng, names);
};

/** Probabilities of the three parts of a vocabulary. */
const FIXED = 0.38;
const INFLECTED = 0.42;
/** With it the most frequent noun is in every ninth message of its language. */
const SHIFT = 5;

function wordOf({ fixed, inflected, made }: Vocabulary) {
  return (rng: Rng): string => {
    const part = chance(rng, FIXED) ? fixed : chance(rng, INFLECTED / (1 - FIXED)) ? inflected : made;
    const forms = part[zipf(rng, part.length, SHIFT)]!;
    return forms[zipf(rng, forms.length)]!;
  };
}

const russianWord = wordOf(RUSSIAN);
const englishWord = wordOf(ENGLISH);
const mixedWord = (rng: Rng) => (chance(rng, 0.25) ? englishWord(rng) : russianWord(rng));

function foreign(words: readonly string[]): MakeText {
  return (rng, names) => sentences(rng, () => words[zipf(rng, words.length)]!, [], names);
}

/** Draws between `least` and `most` words. */
function some(rng: Rng, word: (rng: Rng) => string, least: number, most: number): string {
  return Array.from({ length: least + rng.below(most - least + 1) }, () => word(rng)).join(" ");
}

/** Draws a few sentences: every third message is a short one, every eighth a long one. */
function sentences(
  rng: Rng,
  word: (rng: Rng) => string,
  phrases: readonly string[],
  names: readonly string[],
): string {
  const size = rng.below(24);
  const count = size < 8 ? 1 : size < 21 ? 1 + rng.below(2) : 3 + rng.below(4);
  const longest = size < 8 ? 5 : 19;
  const lines = Array.from({ length: count }, () => {
    const phrase = phrases.length > 0 && chance(rng, 0.1) ? ` ${phrases[zipf(rng, phrases.length)]}` : "";
    return capital(some(rng, word, 2, longest) + phrase) + rng.of([".", ".", "", "!", "?", ")"]);
  });
  return [...lines, ...terms(rng, names)].join(" ");
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function unspaced(rng: Rng, phrases: readonly string[], comma: string, stop: string): string {
  const words = Array.from({ length: 4 + rng.below(20) }, () => phrases[zipf(rng, phrases.length)]!);
  return words.map((word, index) => word + (index % 5 === 4 ? comma : "")).join("") + stop;
}
