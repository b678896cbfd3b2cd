/** A piece of a text: plain, or a room's name. */
export type Piece = { kind: "text" | "room"; text: string };

const ROOMS = /(?<![^\s(])#(?<room>[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]{0,62}[\p{L}\p{M}\p{N}])?)/gu;

/** More names than this in one text are left as typed, because each costs an element. */
const MOST_PIECES = 1_000;

/** Finds `#rooms` in a text without formatting. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of text.matchAll(ROOMS)) {
    if (pieces.length >= MOST_PIECES) break;
    if (found.index > end) pieces.push({ kind: "text", text: text.slice(end, found.index) });
    pieces.push({ kind: "room", text: found.groups?.room ?? "" });
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push({ kind: "text", text: text.slice(end) });
  return pieces;
}

/** A slow phone takes 50 ms to compile its thousands of sequences: texts with a letter are decided before it. */
const ONLY_EMOJI = /^(?:\p{RGI_Emoji}|\s){1,12}$/v;

/** Returns whether a text is only a few emoji, which are drawn large. */
export const isOnlyEmoji = (text: string) =>
  text.length <= 64 && !/\p{L}/u.test(text) && /\S/.test(text) && ONLY_EMOJI.test(text);
