import { type Change, type Field, lineAt } from "./change";
import { meant, wrap } from "./wrap";

const FENCE = "```";

/** Formats the selection as code: backticks, or a code block for several lines. */
export function markCode(field: Field): Change {
  const [from, to] = meant(field);
  const inner = field.text.slice(from, to);
  if (inner.includes("\n")) return markCodeBlock(field);
  if (!/[^`]`[^`]/.test(inner)) return wrap(field, "`");
  // Code with a backtick needs a longer fence (CommonMark 6.1).
  return { from, to, insert: `\`\` ${inner} \`\``, select: [from + 3, to + 3] };
}

/** Turns the selected lines into a code block, or removes the fences around them. */
export function markCodeBlock({ text, start, end }: Field): Change {
  const from = lineAt(text, start)[0];
  const to = lineAt(text, end)[1];
  const inner = text.slice(from, to);
  const before = /(?:^|\n)```[^\n]*\n$/.exec(text.slice(0, from))?.[0];
  const after = /^\n```(?=\n|$)/.exec(text.slice(to))?.[0];
  if (before && after) {
    const begin = from - before.replace(/^\n/, "").length;
    return { from: begin, to: to + after.length, insert: inner, select: [begin, begin + inner.length] };
  }
  const place = from + FENCE.length + 1;
  return { from, to, insert: `${FENCE}\n${inner}\n${FENCE}`, select: [place, place + inner.length] };
}
