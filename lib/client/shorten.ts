const LONGEST = { characters: 2_000, lines: 24 };
const SHORT = { characters: 1_200, lines: 14 };

/** The beginning of a text that is too long to stand in a room whole; `null` when it is not. Never cuts a character. */
export function shorten(text: string): string | null {
  const lines = text.split("\n", LONGEST.lines + 1);
  if (lines.length <= LONGEST.lines && text.length <= LONGEST.characters) return null;
  const begun = lines.slice(0, SHORT.lines).join("\n").slice(0, SHORT.characters);
  // A slice counts UTF-16 units and may end in half of a pair.
  return begun.replace(/[\uD800-\uDBFF]$/, "").trimEnd();
}
