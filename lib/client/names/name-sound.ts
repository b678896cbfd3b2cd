// Names across alphabets: `мар` finds Marta, `marta` finds Марта.

import { transliterate } from "@/lib/shared/text/transliterate";

/** Russian for Latin letters, the longest first. */
const TO_CYRILLIC = Object.entries({
  shch: "щ",
  zh: "ж",
  kh: "х",
  ts: "ц",
  ch: "ч",
  sh: "ш",
  yu: "ю",
  ya: "я",
  yo: "ё",
  ju: "ю",
  ja: "я",
  ...Object.fromEntries(
    [..."abvgdeziklmnoprstufhycjwqx"].map((l, i) => [l, [..."абвгдезиклмнопрстуфхикйвкх"][i]!]),
  ),
});

const HAS_CYRILLIC = /[а-яёіїєґў]/u;

/** The same text in the other alphabet, as a guess for a search: `мар` is `mar`, `marta` is `марта`. */
export function inOtherAlphabet(text: string): string {
  const lower = text.toLowerCase();
  if (HAS_CYRILLIC.test(lower)) return transliterate(lower);
  let rest = lower;
  let written = "";
  while (rest) {
    const [latin = rest[0]!, letter = latin] = TO_CYRILLIC.find(([each]) => rest.startsWith(each)) ?? [];
    written += letter;
    rest = rest.slice(latin.length);
  }
  return written;
}

/** Spellings of one sound, in the order in which they are replaced. */
const SPELLINGS: readonly [RegExp, string][] = [
  [/shch|sch/g, "sh"],
  [/kh/g, "h"],
  [/ph/g, "f"],
  [/th/g, "t"],
  [/ck|[cq](?!h)/g, "k"],
  [/x/g, "ks"],
  [/w/g, "v"],
  [/[yj]/g, "i"],
  [/io/g, "e"],
  [/(.)\1+/g, "$1"],
];

/** Spells a folded text by its sound, the same for both alphabets: Дмитрий, Dmitry and Dmitrii are `dmitri`. */
export const soundOf = (folded: string): string =>
  SPELLINGS.reduce((text, [spelling, letter]) => text.replace(spelling, letter), transliterate(folded));
