// Finds names as people type them: in a hurry, with a letter too few, or with the other keyboard layout on.

/** How well a name fits what was typed: less is better. */
export const FIT = { whole: 0, beginning: 1, words: 2, within: 3, misspelt: 4 } as const;

/** A layout's own fits come before those of the other layout. */
const OTHER_LAYOUT = 0.5;

/** Letters as they are compared: without accents and capitals. */
const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** A name, prepared for being compared with many things typed. */
export type Name = { whole: string; words: readonly string[] };

/** Prepares a name. */
export function nameFor(text: string): Name {
  const whole = fold(text).trim();
  return { whole, words: wordsOf(whole) };
}

const wordsOf = (folded: string) => folded.split(/[\s\p{P}\p{S}]+/u).filter(Boolean);

/** What was typed, as it is and as the other keyboard layout would have written it. */
export type Wanted = readonly { name: Name; penalty: number }[];

/** Longer than this nobody types a name. */
const MOST = 100;

/** Prepares what was typed. */
export function wantedFor(typed: string): Wanted {
  const most = typed.slice(0, MOST);
  const texts = [most, otherLayout(most)].filter((text, index, all) => all.indexOf(text) === index);
  return texts
    .map((text, index) => ({ name: nameFor(text), penalty: index * OTHER_LAYOUT }))
    .filter(({ name }) => name.words.length > 0);
}

/** How well the best of these names fits, from `FIT`; null when none does. */
export function fitOf(names: readonly Name[], wanted: Wanted): number | null {
  let best: number | null = null;
  for (const { name: typed, penalty } of wanted) {
    for (const name of names) {
      const fit = fitOfOne(name, typed);
      if (fit !== null && (best === null || fit + penalty < best)) best = fit + penalty;
    }
  }
  return best;
}

function fitOfOne(name: Name, typed: Name): number | null {
  if (name.whole === typed.whole) return FIT.whole;
  if (name.whole.startsWith(typed.whole)) return FIT.beginning;
  if (typed.words.every((word) => name.words.some((each) => each.startsWith(word)))) return FIT.words;
  if (typed.words.every((word) => name.whole.includes(word))) return FIT.within;
  return typed.words.every((word) => name.words.some((each) => isNearly(each, word))) ? FIT.misspelt : null;
}

/** How many slips a word of so many letters may have. */
const slipsIn = (letters: number) => (letters < 3 ? 0 : letters < 7 ? 1 : 2);

/** Whether `typed` is the beginning of `word` but for a slip or two: a letter wrong, missing, too many, or two swapped. */
function isNearly(word: string, typed: string): boolean {
  const slips = slipsIn(typed.length);
  if (slips === 0 || word.length < typed.length - slips || !isAkin(word, typed)) return false;
  return slipsBetween(word.slice(0, typed.length + slips), typed) <= slips;
}

/** Most words are nothing like each other from the first letters on, and need no closer look. */
function isAkin(word: string, typed: string): boolean {
  for (let at = 0; at < 3; at++) {
    const index = word.indexOf(typed[at] ?? " ");
    if (index >= 0 && index < 3) return true;
  }
  return false;
}

/** The fewest slips (Damerau and Levenshtein's, neighbours swapped at most once) from `typed` to any beginning of `word`. */
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

/** What is typed has a hundred letters at most; these are used again for each word. */
const ROWS = [new Uint8Array(128), new Uint8Array(128), new Uint8Array(128)] as const;

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";
const OTHER = new Map([...pairs(LATIN, RUSSIAN), ...pairs(RUSSIAN, LATIN)]);

function pairs(from: string, to: string): [string, string][] {
  return [...from].map((sign, index) => [sign, to[index]!]);
}

/** The same keys on the other of the two layouts, Latin and Russian: `кщщь` is `room`, `ghbdtn` is `привет`. */
export function otherLayout(typed: string): string {
  return [...typed.toLowerCase()].map((sign) => OTHER.get(sign) ?? sign).join("");
}
