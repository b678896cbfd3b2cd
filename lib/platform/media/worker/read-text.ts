import { LIMITS } from "@/lib/shared/limits";
import { textEncoding } from "./decode-text";
import { cleanText } from "./excerpt";
import { withPdf } from "./pdf";

/** Bytes by which the encoding of a text is told. */
const HEAD_BYTES = 64 * 1024;

/** Returns the words of a text file for search, from its first bytes. Empty if they are no text. */
export function readText(bytes: Uint8Array): string {
  const encoding = textEncoding(bytes.subarray(0, HEAD_BYTES));
  return encoding === null ? "" : tidy(new TextDecoder(encoding).decode(bytes, { stream: true }));
}

/**
 * Returns the words of a PDF for search: of its first LIMITS.fileTextPages pages, and of those that can be read within
 * LIMITS.fileTextMs. Empty for a broken, encrypted or scanned one.
 */
export async function readPdfText(path: string): Promise<string> {
  const end = Date.now() + LIMITS.fileTextMs;
  let text = "";
  try {
    await withPdf(path, async (document) => {
      const pages = Math.min(document.numPages, LIMITS.fileTextPages);
      for (let number = 1; number <= pages && !isEnough(text) && Date.now() < end; number++) {
        const page = await document.getPage(number);
        const { items } = await page.getTextContent();
        text += `${items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("")}\n`;
        page.cleanup();
      }
    });
  } catch {
    // The pages before a broken one count.
  }
  return tidy(text.replace(/(?<=\p{L})-\n(?=\p{Ll})/gu, ""));
}

/** Twice as much as is kept, because spaces go. */
const isEnough = (text: string) => text.length > 2 * LIMITS.fileTextLength;

/** Removes what a text does not show, and needless space, and cuts it. */
function tidy(text: string): string {
  const clean = cleanText(text.slice(0, 8 * LIMITS.fileTextLength))
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n\s*/gu, "\n")
    .trim();
  return [...clean.slice(0, 2 * LIMITS.fileTextLength)]
    .slice(0, LIMITS.fileTextLength)
    .join("")
    .toWellFormed();
}
