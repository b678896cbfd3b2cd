import { type Change, type Field, lineAt } from "./change";

export type LineMark = "quote" | "bullets" | "numbers" | "tasks";

const MARKS: Record<LineMark, { has: RegExp; of: (index: number) => string }> = {
  quote: { has: /^\s*>[ \t]?/, of: () => "> " },
  bullets: { has: /^\s*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?/, of: () => "- " },
  tasks: { has: /^\s*[-*+][ \t]+\[[ xX]\][ \t]+/, of: () => "- [ ] " },
  numbers: { has: /^\s*\d{1,9}[.)][ \t]+/, of: (index) => `${index + 1}. ` },
};

/** Makes a quote or list of the selected lines, or plain text again if all of them are one. */
export function markLines({ text, start, end }: Field, mark: LineMark): Change {
  const from = lineAt(text, start)[0];
  const to = lineAt(text, end)[1];
  const lines = text.slice(from, to).split("\n");
  const { has } = MARKS[mark];
  const isDone =
    lines.every((line) => has.test(line) || line.trim() === "") && lines.some((line) => has.test(line));
  const insert = isDone ? lines.map((line) => line.replace(has, "")).join("\n") : marked(lines, mark);
  const last = from + insert.length;
  return { from, to, insert, select: start === end ? [last - (to - end), last - (to - end)] : [from, last] };
}

/** Empty lines between others stay; one kind of list replaces another. */
function marked(lines: readonly string[], mark: LineMark): string {
  let count = 0;
  return lines
    .map((line) => {
      if (line.trim() === "" && lines.length > 1) return line;
      const words =
        mark === "quote" ? line : line.replace(MARKS.bullets.has, "").replace(MARKS.numbers.has, "");
      return MARKS[mark].of(count++) + words;
    })
    .join("\n");
}
