import { type Change, type Field, inserted, lineAt } from "./change";
import { isInFence } from "./in-code";

/** The prefix of a line of a quote or a list: `> `, `- `, `1. `, `- [ ] `, and quotes around lists. */
const BEGINNING =
  /^(?<quote>\s*(?:>[ \t]?)*)(?<item>(?:[-*+]|(?<number>\d{1,9})(?<dot>[.)]))[ \t]+(?<task>\[[ xX]\][ \t]+)?)?/;

/**
 * Continues a quote or list on the next line; an empty item ends it. Null if a plain line break is meant, as everywhere
 * inside code.
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
