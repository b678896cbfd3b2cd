import { type Hit, hitsOf, type Reach, type SplitText } from "./match";
import type { Term } from "./terms";
import { splitWords } from "./words";

type MatchedMessage = {
  text: string;
  attachments: readonly { id: string; name: string; description: string }[];
};

/** The match of a message with a search. */
export type MessageMatch = {
  /** Ranges in the text, in code points, without overlaps. */
  highlights: [number, number][];
  /** Files whose names or descriptions match. */
  fileIds: string[];
  /** Of each term its hits in the text. */
  hits: Hit[][];
  /** Of each term the best quality of a hit, in the text or in a file's name. */
  qualities: number[];
};

/** Compares a message with the terms of a search. @returns null if it does not match */
export function matchMessage(
  message: MatchedMessage,
  terms: readonly Term[],
  reach: Reach,
): MessageMatch | null {
  const text = split(message.text);
  const files = message.attachments.map(({ id, name, description }) => ({
    id,
    texts: [split(name), split(description)],
  }));
  const fileIds = new Set<string>();
  const hits: Hit[][] = [];
  const qualities: number[] = [];
  for (const term of terms) {
    const inText = term.isFileName ? [] : hitsOf(term, text, reach);
    const inFiles = files.map(({ texts }) =>
      (term.isFileName ? texts.slice(0, 1) : texts).flatMap((one) => hitsOf(term, one, reach)),
    );
    const isFound = inText.length > 0 || inFiles.some((found) => found.length > 0);
    if (isFound === term.isNegated) return null;
    if (term.isNegated) continue;
    for (const [index, found] of inFiles.entries()) if (found.length > 0) fileIds.add(files[index]?.id ?? "");
    hits.push(inText);
    qualities.push(Math.max(...[...inText, ...inFiles.flat()].map(({ quality }) => quality)));
  }
  return {
    highlights: toCodePoints(message.text, joined(hits.flat())),
    fileIds: [...fileIds],
    hits,
    qualities,
  };
}

const split = (text: string): SplitText => ({ text, words: splitWords(text) });

/** Sorts ranges and joins those that overlap or touch. */
function joined(hits: readonly Hit[]): { at: number; end: number }[] {
  const ranges: { at: number; end: number }[] = [];
  for (const { at, end } of [...hits].sort((a, b) => a.at - b.at || b.end - a.end)) {
    const last = ranges.at(-1);
    if (last && at <= last.end) last.end = Math.max(last.end, end);
    else ranges.push({ at, end });
  }
  return ranges;
}

/** Converts ranges in code units, in their order, to code points. */
function toCodePoints(text: string, ranges: readonly { at: number; end: number }[]): [number, number][] {
  let unit = 0;
  let point = 0;
  const pointAt = (wanted: number) => {
    while (unit < wanted) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      point += 1;
    }
    return point;
  };
  return ranges.map(({ at, end }) => [pointAt(at), pointAt(end)]);
}
