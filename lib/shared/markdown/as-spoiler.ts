import { plainText } from "./plain-text";

/**
 * Turns a whole text into a spoiler: in one line if that hides it, else between marks on lines of their own, even
 * after a code block that was left open. Marks in the text are escaped if they would end it.
 */
export function asSpoiler(text: string): string {
  const escaped = text.replaceAll("||", "\\|\\|");
  const ways = [text, escaped].flatMap((inner) => [
    `||${inner}||`,
    `||\n${inner}\n||`,
    `||\n${inner}\n\`\`\`\n||`,
    `||\n${inner}\n~~~\n||`,
  ]);
  return ways.find(isHidden) ?? `||${escaped}||`;
}

const isHidden = (text: string) => /^[…\s]+$/.test(plainText(text));
