import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as russian } from "@orama/stemmers/russian";

const known = new Map<string, string>();
const REMEMBERED = 50_000;

/**
 * Returns the stem of a folded word: Snowball's Russian stemmer for Cyrillic letters, Porter's English one for Latin
 * letters, applied until nothing changes, so that `deployment` and `deploys` have one stem.
 */
export function stemOf(word: string): string {
  let stem = known.get(word);
  if (stem === undefined) {
    stem = compute(word);
    if (known.size >= REMEMBERED) known.clear();
    known.set(word, stem);
  }
  return stem;
}

function compute(word: string): string {
  if (/^[a-z]+$/.test(word)) return lastStem(word);
  if (/^[а-я]+$/.test(word)) return russian(word);
  return word;
}

function lastStem(word: string): string {
  const stem = english(word);
  return stem === word || stem.length < 3 ? stem : lastStem(stem);
}
