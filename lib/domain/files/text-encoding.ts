import { guessEncoding } from "@/lib/platform/media/media";

/** Byte order marks in hexadecimal (Unicode 16, 23.8). */
const MARKS = [
  ["efbbbf", "utf-8"],
  ["fffe", "utf-16le"],
  ["feff", "utf-16be"],
] as const;

/**
 * Tells the encoding of a text from its first bytes: by its byte order mark, else UTF-8 if they are valid, else by a guess
 * in the media process.
 *
 * @returns a label of the Encoding Standard, such as `windows-1251`; null where nobody can say
 */
export async function textEncoding(head: Buffer): Promise<string | null> {
  const start = head.subarray(0, 3).toString("hex");
  const mark = MARKS.find(([mark]) => start.startsWith(mark));
  if (mark) return mark[1];
  return isUtf8(head) ? "utf-8" : guessEncoding(head).catch(() => null);
}

/** True for valid UTF-8, of which the last character may be cut. */
function isUtf8(head: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
