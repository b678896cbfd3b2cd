/** Characters of a name's end that always stay visible; an extension may be longer. */
const TAIL = 8;
const LONGEST_EXTENSION = 12;

/**
 * Splits a name so that its middle can be shortened: the end with the extension stays visible. Splits between
 * characters as people see them, never inside one. A short name has no end.
 */
export function splitName(name: string): { head: string; tail: string } {
  const extension = /\.[^.\s]+$/.exec(name)?.[0].length ?? 0;
  const wanted = Math.max(TAIL, extension > LONGEST_EXTENSION ? TAIL : extension + 3);
  if (name.length <= wanted * 2) return { head: name, tail: "" };
  const at = characterStart(name, name.length - wanted);
  return { head: name.slice(0, at), tail: name.slice(at) };
}

/** The start of the character that contains a position. */
function characterStart(name: string, position: number): number {
  const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name);
  return characters.containing(position)?.index ?? position;
}
