// How much work marks of emphasis make. CommonMark's parser looks for the beginning of each mark that may end something
// among all before it in the same paragraph: where none fits, the work grows with the square of their number.

/** Runs that may begin or end emphasis: no underscore within a word (CommonMark 0.31, 6.2), and no star between spaces. */
const RUNS = /(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])|(?<=[^\s*])\*+|\*+(?=[^\s*])|~+/gu;
const ITEM = /^(?<indent>[ \t>]*)(?:(?<bullet>[-+*])|(?<number>\d{1,9})[.)])[ \t]+\S/;

type Kind = "bullet" | "number" | "other" | "blank";

/**
 * Returns the kind of a line's beginning. An item that would be a part of the paragraph before it counts as `other`.
 */
function kindOf(line: string, before: Kind): Kind {
  if (line.trim() === "") return "blank";
  const { indent = "", bullet, number } = ITEM.exec(line)?.groups ?? {};
  if (bullet === undefined && number === undefined) return "other";
  if (before === "other" && /\t| {4}$/.test(indent)) return "other";
  if (bullet !== undefined) return "bullet";
  // Only a list that begins with 1 interrupts a paragraph (CommonMark 0.31, 5.3).
  return before === "number" || before === "blank" || number === "1" ? "number" : "other";
}

/** The sum over all paragraphs of the squares of their runs. Tables count as one paragraph. */
export function emphasisWork(lines: readonly string[]): number {
  let work = 0;
  let runs = 0;
  let kind: Kind = "blank";
  for (const line of lines) {
    kind = kindOf(line, kind);
    if (kind !== "other") {
      work += runs ** 2;
      runs = 0;
    }
    runs += line.match(RUNS)?.length ?? 0;
  }
  return work + runs ** 2;
}
