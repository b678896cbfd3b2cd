import { stripAccents } from "../text/strip-accents";
import { type Piece, piecesOf } from "./excerpt";
import type { Range } from "./shown-text";

/** Splits a name at the parts that begin with one of the words searched for, without regard to case and accents. */
export function markName(name: string, words: string): Piece[] {
  const wanted = stripAccents(words).split(/\s+/).filter(Boolean);
  const { folded, units } = foldedUnits(name);
  const hits = wanted.flatMap((word) => {
    const at = folded.indexOf(word);
    const [from, last] = [units[at], units[at + word.length - 1]];
    if (at < 0 || from === undefined || last === undefined) return [];
    return [[from, last + (name.codePointAt(last)! > 0xffff ? 2 : 1)] as Range];
  });
  return piecesOf(name, hits);
}

/** A folded name, and for each of its units the place in the name that it comes from. */
function foldedUnits(name: string) {
  let folded = "";
  const units: number[] = [];
  let at = 0;
  for (const character of name) {
    for (const unit of stripAccents(character).split("")) {
      folded += unit;
      units.push(at);
    }
    at += character.length;
  }
  return { folded, units };
}
