import { emphasisWork } from "./emphasis-work";

// How much work a text makes for the parser, counted by its structure: many signs, lines or containers cost more than in
// proportion to their length.

const SIGNS = /[*_~`[\]()|<>&\\!$#@]|:\/\/|www\.|^[ \t]*(?:[-+]|\d{1,9}[.)])\s/gimu;
/** Quotes and list items at a line's beginning; two columns of indentation may be one of them. */
const CONTAINERS = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)))*[ \t]*/;
const MARK = />|[-+*]|\d+[.)]|\t| {2}/g;
const LINE_END = /\r\n?|\n/;

const OPENS_FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const CLOSES_FENCE = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;
/** A fence inside a block of HTML or a formula is none. */
const OTHER_BLOCK = /^ {0,3}(?:<|\$\$)/;

/** Constructs that the parser scans to the end of the text if nothing closes them: comments and formulas. */
const SCANS = /<[!?]|\$\$+(?=\S)/g;
/** A tag whose attribute begins with a quote: read on to the end where the quote does not end. */
const QUOTED_ATTRIBUTES = /<\/?[a-z][^<>]*?=\s*["']/gi;
const ADDRESSES = /:\/\/|www\.|\w@\w/gi;
const TICKS = /`+/g;

/**
 * More than this of each in one text is tangled. `depth` is that of one line, `containers` the sum of their squares over
 * all lines; `scanned` is how many characters could be read by all that is read on to the end;
 * `emphasis` is the sum of the squares of the marks in each paragraph; each bar could begin a cell of a table.
 */
export const COMPLEXITY_LIMITS = {
  signs: 1_000,
  lines: 500,
  codeLines: 1_500,
  depth: 11,
  containers: 3_000,
  scans: 60,
  scanned: 200_000,
  addresses: 250,
  emphasis: 400_000,
  cells: 1_000,
};

/** Counts of a text. */
export type Complexity = Record<keyof typeof COMPLEXITY_LIMITS, number>;

/**
 * The limits that a text has for its length, where these are lower: a short text may not be all signs, nor be read to its
 * end again and again, because a page shows fifty of them.
 */
const limitsFor = ({ length }: string): Partial<Complexity> => ({
  signs: 250 + length / 4,
  scanned: 10_000 + 10 * length,
  emphasis: 5_000 + 20 * length,
  addresses: 30 + length / 50,
  cells: 150 + length / 8,
});

/** True if parsing a text could take too long (S34: 50 ms for the longest message). */
export function isTooComplex(text: string): boolean {
  const work = complexityOf(text);
  const limits = limitsFor(text);
  return Object.entries(COMPLEXITY_LIMITS).some(([name, most]) => {
    const kind = name as keyof Complexity;
    return work[kind] > Math.min(most, limits[kind] ?? most);
  });
}

/** Counts a text's work. Each line of a fenced code block counts as one sign, whatever it holds. */
export function complexityOf(text: string): Complexity {
  const work: Complexity = {
    signs: 0,
    lines: 0,
    codeLines: 0,
    depth: 0,
    containers: 0,
    scans: 0,
    scanned: 0,
    addresses: 0,
    emphasis: 0,
    cells: 0,
  };
  const ticks = new Set<number>();
  let fence = "";
  let mayHaveFences = true;
  const prose: string[] = [];
  for (const line of text.split(LINE_END)) {
    if (fence !== "") {
      work.codeLines++;
      const [, end = ""] = CLOSES_FENCE.exec(line) ?? [];
      if (end[0] === fence[0] && end.length >= fence.length) fence = "";
      continue;
    }
    if (OTHER_BLOCK.test(line)) mayHaveFences = false;
    fence = (mayHaveFences && OPENS_FENCE.exec(line)?.[1]) || "";
    const depth = CONTAINERS.exec(line)?.[0].match(MARK)?.length ?? 0;
    prose.push(line);
    work.lines++;
    work.signs += line.match(SIGNS)?.length ?? 0;
    work.depth = Math.max(work.depth, depth);
    work.containers += depth ** 2;
    work.cells += line.split("|").length - 1;
    work.addresses += line.match(ADDRESSES)?.length ?? 0;
    work.scans += line.match(SCANS)?.length ?? 0;
    for (const [run] of line.matchAll(TICKS)) ticks.add(run.length);
  }
  work.scans += scansOfProse(prose.join("\n"));
  work.emphasis = emphasisWork(prose);
  // Of backticks each length looks for its own kind.
  work.scanned = (work.scans + ticks.size) * text.length;
  return work;
}

/** Counts titles of links and attributes of tags that begin with a quote. Both may run over the ends of lines. */
const scansOfProse = (prose: string): number =>
  (prose.match(QUOTED_ATTRIBUTES)?.length ?? 0) + (prose.includes("](") ? titlesIn(prose) : 0);

/** A title begins after what a link leads to, which may have brackets in it, or stand in angle brackets with spaces. */
function titlesIn(prose: string): number {
  const words = prose.split(/\s+/);
  let titles = 0;
  for (const [index, word] of words.entries()) {
    if (!/^["'(]/.test(words[index + 1] ?? "")) continue;
    titles += word.split("](").length - 1;
    if (words[index - 1]?.endsWith("](") || /[^\s>]>$/.test(word)) titles++;
  }
  return titles;
}
