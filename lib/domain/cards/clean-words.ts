import { withoutUnseen } from "@/lib/shared/text/unseen";

/**
 * Makes plain words of a page's title or description: one line in NFC, without control, direction and invisible
 * characters, cut to so many characters. Entities were decoded by the parser, once.
 */
export function cleanWords(text: string, maxLength: number): string {
  const given = text
    .slice(0, maxLength * 20)
    .toWellFormed()
    .replace(/\s+/gu, " ");
  const line = withoutUnseen(given).normalize("NFC").replace(/ +/g, " ").trim();
  const characters = [...line];
  return characters.length <= maxLength
    ? line
    : `${characters
        .slice(0, maxLength - 1)
        .join("")
        .trimEnd()}…`;
}
