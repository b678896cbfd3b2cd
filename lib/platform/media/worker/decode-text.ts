import { analyse } from "chardet";

/** Controls that no text has. Tab, line ends, form feed and escape (terminal colours in a log) may be there. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for.
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffd]/;

/** Byte order marks (Unicode 16, 23.8). */
const MARKS: readonly [mark: string, encoding: string][] = [
  ["efbbbf", "utf-8"],
  ["fffe", "utf-16le"],
  ["feff", "utf-16be"],
];

/**
 * Decodes the beginning of a text: by its byte order mark, else as UTF-8, else in the encoding that the frequencies of
 * its bytes make likely (Windows-1251, Shift_JIS).
 *
 * @returns null for bytes that are no text
 */
export function decodeText(head: Uint8Array): string | null {
  const encoding = textEncoding(head);
  return encoding === null ? null : decodeAs(encoding, head);
}

/**
 * Tells the encoding of a text from its beginning, as decodeText does.
 *
 * @returns a label that TextDecoder knows; null for bytes that are no text
 */
export function textEncoding(head: Uint8Array): string | null {
  const start = Buffer.from(head.subarray(0, 3)).toString("hex");
  const marked = MARKS.find(([mark]) => start.startsWith(mark))?.[1];
  if (marked) return decodeAs(marked, head) === null ? null : marked;
  if (head.includes(0)) return null;
  if (decodeAs("utf-8", head) !== null) return "utf-8";
  return analyse(head).find(({ name }) => decodeAs(name, head) !== null)?.name ?? null;
}

/** A character that the end of the head has cut is left out. */
function decodeAs(encoding: string, head: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    return BINARY.test(text) ? null : text;
  } catch {
    return null;
  }
}
