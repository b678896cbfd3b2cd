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
  const start = Buffer.from(head.subarray(0, 3)).toString("hex");
  const marked = MARKS.find(([mark]) => start.startsWith(mark));
  if (marked) return decodeAs(marked[1], head);
  return head.includes(0) ? null : (decodeAs("utf-8", head) ?? decodeLegacy(head));
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

function decodeLegacy(head: Uint8Array): string | null {
  for (const { name } of analyse(head)) {
    const text = decodeAs(name, head);
    if (text !== null) return text;
  }
  return null;
}
