import { plainText } from "./plain-text";

/**
 * A whole text as a spoiler, whatever it holds: in one line where that hides it, else between marks that have a line to
 * themselves, behind a block of code that was left open too. Marks of its own are escaped where they would end it.
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
