/** The longest name; a longer one is cut and matches nobody. */
const LENGTH = 300;

/** A name ends at a comma, semicolon, tab or newline; a quoted name may contain commas. */
const NAME = /(?:"[^"\n]*"|[^,;\t\n])+/g;

/** The names of a pasted list, each once, in order. */
export function pastedNames(list: string): string[] {
  const names = (list.replaceAll("\r", "\n").match(NAME) ?? []).map((name) => name.trim().slice(0, LENGTH));
  return [...new Set(names.filter((name) => /[\p{L}\p{N}]/u.test(name)))];
}

/** Returns whether a pasted text is a list and not a single name. */
export const isList = (text: string) => pastedNames(text).length > 1;
