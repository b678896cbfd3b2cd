/** A text box: its text, and from where to where it is selected (in UTF-16 code units, as the browser counts). */
export type Field = { text: string; start: number; end: number };

/** What stands from `from` to `to` gives way to `insert`; then `select` is selected, counted in the new text. */
export type Change = { from: number; to: number; insert: string; select: readonly [number, number] };

/** The box after a change. */
export function changed({ text }: Field, { from, to, insert, select }: Change): Field {
  return { text: text.slice(0, from) + insert + text.slice(to), start: select[0], end: select[1] };
}

/** Puts a text in the place of what is selected, with the caret behind it. */
export const inserted = ({ start, end }: Field, insert: string): Change => ({
  from: start,
  to: end,
  insert,
  select: [start + insert.length, start + insert.length],
});

/** Where the line of a place begins and ends, its line break not counted. */
export function lineAt(text: string, at: number): [number, number] {
  const end = text.indexOf("\n", at);
  return [text.lastIndexOf("\n", at - 1) + 1, end < 0 ? text.length : end];
}
