import { type Change, type Field, inserted, lineAt } from "./change";
import { isInFence } from "./in-code";

/** How a line of a quote or a list begins: `> `, `- `, `1. `, `- [ ] `, and quotes around lists. */
const BEGINNING =
  /^(?<quote>\s*(?:>[ \t]?)*)(?<item>(?:[-*+]|(?<number>\d{1,9})(?<dot>[.)]))[ \t]+(?<task>\[[ xX]\][ \t]+)?)?/;

/**
 * A line break within a quote or a list: the next line goes on with it, and a line with nothing in it ends it. Null where
 * a plain line break is meant, as everywhere within code.
 */
export function continueLine(field: Field): Change | null {
  const { text, start } = field;
  const [from] = lineAt(text, start);
  const { 0: beginning = "", groups = {} } = BEGINNING.exec(text.slice(from, start)) ?? {};
  if (beginning.trim() === "" || isInFence(text, start)) return null;
  const [, end] = lineAt(text, field.end);
  const isEmpty = text.slice(from + beginning.length, end).trim() === "";
  if (isEmpty) return { from, to: end, insert: "", select: [from, from] };
  return inserted(field, `\n${groups.quote}${nextItem(groups)}`);
}

function nextItem({ item = "", number, dot, task }: Record<string, string | undefined>): string {
  const mark = number === undefined ? item : item.replace(`${number}${dot}`, `${Number(number) + 1}${dot}`);
  return task === undefined ? mark : mark.replace(/\[[xX]\]/, "[ ]");
}
