import { foldWord } from "./fold-word";

/**
 * A word of a text. `at` and `end` are its range in UTF-16 code units. Words without `isPart` follow one another: a
 * phrase is a run of them. A part is found inside a word (`bar` in `fooBar`) or joins several (`1000` in `1,000`), and
 * has the place of the word where it begins.
 */
export type Word = { text: string; at: number; end: number; place: number; isPart: boolean };

/** Scripts that are written without spaces: each character is a word. */
const SINGLE =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー";
const LETTER = `[[\\p{L}\\p{N}\\p{M}]--[${SINGLE}ﾞﾟ\\u{FE0F}]]`;
/** A run of letters and digits, also around an apostrophe; or a character of a script without spaces. */
const RUN = `${LETTER}+(?:['’ʼ＇]${LETTER}+)*|[${SINGLE}][\\p{M}ﾞﾟ]*`;
const WORDS = new RegExp(RUN, "gv");
/** The same, and emoji. It is five times slower, and most texts have none. */
const WORDS_AND_EMOJI = new RegExp(`\\p{RGI_Emoji}|\\p{Extended_Pictographic}|${RUN}`, "gv");
const MAY_HAVE_EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u{20E3}/u;
const APOSTROPHES = /['’ʼ＇]/gu;
const CAMEL_CASE = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu;
/** Signs that belong to a name: `C++`, `C#`. */
const SIGNS_AFTER = /[+#]+(?![\p{L}\p{N}])/uy;
/** A name that begins with a dot, such as `.NET`. */
const DOT_BEFORE = /(?:^|[\s(])\.$/u;
/** Digits in groups of three. */
const GROUPED = /(?<![\p{L}\p{N}])\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+(?![\p{L}\p{N}])/gu;
/** A telephone number. */
const PHONE = /(?<![\p{L}\p{N}])\+?\d[\d ().\u00a0-]{5,24}\d(?![\p{L}\p{N}])/gu;
/** Digits of the shortest telephone number without a prefix. */
const PHONE_DIGITS = 7;

/**
 * Splits a text into folded words. Signs separate words, so that `FOO-1234`, a path or an address is a phrase of its
 * parts. Each character of Chinese, Japanese, Korean and Thai is a word. At most `most` words.
 */
export function splitWords(text: string, most = Number.POSITIVE_INFINITY): Word[] {
  const words: Word[] = [];
  let place = 0;
  for (const { 0: run, index } of text.matchAll(MAY_HAVE_EMOJI.test(text) ? WORDS_AND_EMOJI : WORDS)) {
    if (words.length >= most) break;
    const word = addWord(words, text, { at: index, end: index + run.length, place });
    if (word) place += 1;
  }
  addNumbers(words, text);
  return words;
}

type Range = { at: number; end: number; place: number };

/** Adds a run and its parts. @returns false if nothing of it is left after folding */
function addWord(words: Word[], text: string, range: Range): boolean {
  const { folded, parts } = analyse(text.slice(range.at, range.end));
  if (folded === "") return false;
  words.push({ text: folded, ...range, isPart: false });
  const signs = signsAfter(text, range.end);
  if (signs)
    words.push({ text: folded + signs.slice(0, 4), ...range, end: range.end + signs.length, isPart: true });
  if (text[range.at - 1] === "." && DOT_BEFORE.test(text.slice(Math.max(0, range.at - 2), range.at)))
    words.push({ text: `.${folded}`, ...range, at: range.at - 1, isPart: true });
  for (const part of parts)
    words.push({
      text: part.text,
      at: range.at + part.at,
      end: range.at + part.end,
      place: range.place,
      isPart: true,
    });
  return true;
}

function signsAfter(text: string, end: number): string {
  if (text[end] !== "+" && text[end] !== "#") return "";
  SIGNS_AFTER.lastIndex = end;
  return SIGNS_AFTER.exec(text)?.[0] ?? "";
}

type Part = { text: string; at: number; end: number };
type Analysis = { folded: string; parts: readonly Part[] };

const analysed = new Map<string, Analysis>();
const REMEMBERED = 50_000;

/** Folds a run and splits it into its parts. Runs repeat, so answers are remembered. */
function analyse(run: string): Analysis {
  let known = analysed.get(run);
  if (known === undefined) {
    const folded = /^[\p{L}\p{N}]/u.test(run) ? foldWord(run).replace(APOSTROPHES, "") : plainEmoji(run);
    known = { folded, parts: partsOf(run) };
    if (analysed.size >= REMEMBERED) analysed.clear();
    if (run.length <= 50) analysed.set(run, known);
  }
  return known;
}

/** An emoji without skin tone and presentation selector. */
const plainEmoji = (emoji: string) => emoji.replace(/\p{Emoji_Modifier}|\u{FE0F}/gu, "");

/** Returns the parts of `fooBar` and `l'école`. */
function partsOf(run: string): Part[] {
  const border = run.search(APOSTROPHES) > 0 ? APOSTROPHES : CAMEL_CASE;
  const parts: Part[] = [];
  let at = 0;
  for (const found of run.matchAll(border)) {
    parts.push({ text: run.slice(at, found.index), at, end: found.index });
    at = found.index + found[0].length;
  }
  if (at === 0) return [];
  parts.push({ text: run.slice(at), at, end: run.length });
  return parts.map((part) => ({ ...part, text: foldWord(part.text) })).filter(({ text }) => text.length > 1);
}

/** Adds `1000` for `1 000` and `1,000`, and the digits of telephone numbers. */
function addNumbers(words: Word[], text: string): void {
  if (!/\d[ ,.'’\u00a0\u202f()-]+\d/u.test(text)) return;
  const grouped = findNumbers(text, GROUPED, 1);
  const phones = findNumbers(text, PHONE, PHONE_DIGITS);
  const places = new Set(grouped.map(({ at, end }) => `${at} ${end}`));
  addDigits(words, grouped);
  addDigits(
    words,
    phones.filter(({ at, end }) => !places.has(`${at} ${end}`)),
  );
}

/** Digits of the longest number, by E.164. */
const MOST_DIGITS = 15;

/** Returns the numbers that a pattern finds, as digits: at least so many. */
const findNumbers = (text: string, pattern: RegExp, least: number): Part[] =>
  [...text.matchAll(pattern)]
    .map(({ 0: run, index: at }) => ({ text: run.replace(/\D/gu, ""), at, end: at + run.length }))
    .filter(({ text: digits }) => digits.length >= least && digits.length <= MOST_DIGITS);

/** Adds numbers, in their order, each at the place of its first word. */
function addDigits(words: Word[], numbers: readonly Part[]): void {
  let next = 0;
  for (const number of numbers) {
    while (words[next] && (words[next]?.isPart || (words[next]?.at ?? 0) < number.at)) next += 1;
    const first = words[next];
    if (first) words.push({ ...number, place: first.place, isPart: true });
  }
}
