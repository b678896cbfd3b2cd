/** No name is longer; what is cut is nobody's. */
const LENGTH = 300;

/** A name up to the next comma, semicolon, tab or line; what stands in quotes may have commas of its own. */
const NAME = /(?:"[^"\n]*"|[^,;\t\n])+/g;

/** The names of a list that was pasted, each once, in its order. */
export function pastedNames(list: string): string[] {
  const names = (list.replaceAll("\r", "\n").match(NAME) ?? []).map((name) => name.trim().slice(0, LENGTH));
  return [...new Set(names.filter((name) => /[\p{L}\p{N}]/u.test(name)))];
}

/** Whether a text that was pasted is a list rather than one name. */
export const isList = (text: string) => pastedNames(text).length > 1;
