import { plainLetters } from "@/lib/shared/text/plain-letters";

const SHORT_I = "й";
const BREVE = "\u0306";

const folded = new Map<string, string>();

/**
 * Folds a character for search: case, accents, width and emoji variants are removed. `й` stays a letter of its own,
 * which Russian stems need; `ё` becomes `е`. A mark becomes an empty text.
 */
function foldCharacter(character: string): string {
  let known = folded.get(character);
  if (known === undefined) {
    known = compute(character);
    if (folded.size < 20_000) folded.set(character, known);
  }
  return known;
}

function compute(character: string): string {
  if (character.normalize("NFC").toLowerCase() === SHORT_I) return SHORT_I;
  const letters = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\p{M}/gu, "");
  return plainLetters(letters).normalize("NFC");
}

/** A folded text, and for each of its code units the range in the original that it stands for. */
export type FoldedText = { text: string; starts: number[] | null; ends: number[] | null };

/** Folds a text and remembers where its characters come from. ASCII needs no map: `starts` and `ends` are null. */
export function foldWithMap(original: string): FoldedText {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(original)) return { text: original.toLowerCase(), starts: null, ends: null };
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  let at = 0;
  for (const character of original) {
    const next = at + character.length;
    if (character === BREVE && text.endsWith("и")) text = text.slice(0, -1) + SHORT_I;
    const piece = foldCharacter(character);
    if (piece === "" && ends.length > 0) ends[ends.length - 1] = next;
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(at);
      ends.push(next);
    }
    text += piece;
    at = next;
  }
  return { text, starts, ends };
}

/** Folds a text for search; see `foldCharacter`. */
export const foldWord = (text: string): string => foldWithMap(text).text;
