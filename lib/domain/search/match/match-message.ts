import { splitWords } from "@/lib/shared/search/words/words";
import { toHighlights } from "./highlights";
import { type Hit, hitsOf, type Reach, type SplitText } from "./match";
import type { Term } from "./terms";

type MatchedMessage = {
  text: string;
  poll?: { options: readonly { text: string }[] } | null;
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
  const options = message.poll?.options.map((option) => split(option.text)) ?? [];
  const fileIds = new Set<string>();
  const hits: Hit[][] = [];
  const qualities: number[] = [];
  for (const term of terms) {
    const inText = term.isFileName ? [] : hitsOf(term, text, reach);
    const inFiles = files.map(({ texts }) =>
      (term.isFileName ? texts.slice(0, 1) : texts).flatMap((one) => hitsOf(term, one, reach)),
    );
    const inOptions = term.isFileName ? [] : options.flatMap((one) => hitsOf(term, one, reach));
    const isFound = inText.length + inOptions.length > 0 || inFiles.some((found) => found.length > 0);
    if (isFound === term.isNegated) return null;
    if (term.isNegated) continue;
    for (const [index, found] of inFiles.entries()) if (found.length > 0) fileIds.add(files[index]?.id ?? "");
    hits.push(inText);
    qualities.push(Math.max(...[...inText, ...inOptions, ...inFiles.flat()].map(({ quality }) => quality)));
  }
  return {
    highlights: toHighlights(message.text, hits.flat()),
    fileIds: [...fileIds],
    hits,
    qualities,
  };
}

const split = (text: string): SplitText => ({ text, words: splitWords(text) });
