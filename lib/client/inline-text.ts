import { withoutPiledMarks } from "@/lib/shared/piled-marks";

/** A piece of a text: as it is, a name that is called, a room's name, or what is to be hidden until somebody asks. */
export type Piece = { kind: "text" | "mention" | "room" | "spoiler"; text: string };

const PIECES =
  /\|\|(?<spoiler>[^|\n](?:[^\n]*?[^|\n])?)\|\||(?<![\p{L}\p{M}\p{N}._/@＠-])(?<mention>[@＠][\p{L}\p{M}\p{N}._-]{1,64})|(?<![^\s(])#(?<room>[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]{0,62}[\p{L}\p{M}\p{N}])?)/gu;

/** More names and spoilers than that in one text are left as they were typed: each of them costs an element. */
const MOST_PIECES = 1_000;

/** Finds `@names`, `#rooms` and `||spoilers||` in a text that has no other formatting. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of text.matchAll(PIECES)) {
    if (pieces.length >= MOST_PIECES) break;
    const { spoiler, mention, room } = found.groups ?? {};
    if (found.index > end) pieces.push({ kind: "text", text: text.slice(end, found.index) });
    if (spoiler !== undefined) pieces.push({ kind: "spoiler", text: spoiler });
    else if (mention !== undefined) pieces.push({ kind: "mention", text: mention });
    else if (room !== undefined) pieces.push({ kind: "room", text: room });
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push({ kind: "text", text: text.slice(end) });
  return pieces;
}

/** Signs that turn the order of what follows them, by which a text can pretend to be another (CVE-2021-42574). */
const OVERRIDES = /[\u202D\u202E]/g;

/** A text as it may be shown: what would disturb its surroundings is left out. */
export const shown = (text: string) => withoutPiledMarks(text.replace(OVERRIDES, ""));

const ONLY_EMOJI = /^(?:\p{RGI_Emoji}|\s){1,12}$/v;

/** Whether a text is a few emoji and nothing else: they are shown large. */
export const isOnlyEmoji = (text: string) => text.length <= 64 && /\S/.test(text) && ONLY_EMOJI.test(text);
