/** Control characters, direction marks and overrides, and other characters that show nothing and are no part of words. */
const INVISIBLE =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * Makes plain words of a page's title or description: one line in NFC, without control and direction characters, cut to so many
 * characters. Entities were decoded by the parser, once.
 */
export function cleanWords(text: string, maxLength: number): string {
  const line = text
    .slice(0, maxLength * 20)
    .toWellFormed()
    .replace(/\s+/gu, " ")
    .replace(INVISIBLE, "")
    .normalize("NFC")
    .replace(/ +/g, " ")
    .trim();
  const characters = [...line];
  return characters.length <= maxLength
    ? line
    : `${characters
        .slice(0, maxLength - 1)
        .join("")
        .trimEnd()}…`;
}
