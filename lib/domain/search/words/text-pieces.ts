import { splitWords, type Word } from "@/lib/shared/search/words/words";
import { tokensOfStarts, tokensOfWords } from "./tokens";

/** A part of a text. `at` is its place in UTF-16 code units. */
export type Piece = { text: string; at: number };

/** Code units of a piece: few enough that its words are computed in a few milliseconds. */
const PIECE = 2_000;

/** Cuts a text into pieces, after a space where there is one. Each has so many code units of the next one as well. */
export function* piecesOf(text: string, { overlap = 0 } = {}): Generator<Piece> {
  for (let at = 0; at < text.length; ) {
    const end = at + PIECE < text.length ? endOfPiece(text, at) : text.length;
    yield { text: text.slice(at, end + overlap), at };
    at = end;
  }
}

/** The end of a piece: behind its last space, or else not inside a character. */
function endOfPiece(text: string, at: number): number {
  const end = at + PIECE;
  const space = Math.max(text.lastIndexOf(" ", end), text.lastIndexOf("\n", end));
  if (space > at) return space + 1;
  return /[\udc00-\udfff]/.test(text[end] ?? "") ? end - 1 : end;
}

/** Returns the tokens of a long text's words and their beginnings, with pauses for other work of the process. */
export async function tokensOfText(text: string): Promise<number[]> {
  const tokens = new Set<number>();
  let before: Word[] = [];
  for (const piece of piecesOf(text)) {
    const words = splitWords(piece.text);
    for (const token of tokensOfWords([...before, ...words])) tokens.add(token);
    for (const token of tokensOfStarts(words)) tokens.add(token);
    before = words.filter(({ isPart }) => !isPart).slice(-1);
    await new Promise(setImmediate);
  }
  return [...tokens];
}
