/** A text area: its text and its selection in UTF-16 code units, as the browser counts. */
export type Field = { text: string; start: number; end: number };

/** Replaces the text from `from` to `to` with `insert`, then selects `select`, counted in the new text. */
export type Change = { from: number; to: number; insert: string; select: readonly [number, number] };

/** The text area after a change. */
export function changed({ text }: Field, { from, to, insert, select }: Change): Field {
  return { text: text.slice(0, from) + insert + text.slice(to), start: select[0], end: select[1] };
}

/** Replaces the selection with a text and puts the caret after it. */
export const inserted = ({ start, end }: Field, insert: string): Change => ({
  from: start,
  to: end,
  insert,
  select: [start + insert.length, start + insert.length],
});

/** The start and end of the line at a position, without its line break. */
export function lineAt(text: string, at: number): [number, number] {
  const end = text.indexOf("\n", at);
  return [text.lastIndexOf("\n", at - 1) + 1, end < 0 ? text.length : end];
}
