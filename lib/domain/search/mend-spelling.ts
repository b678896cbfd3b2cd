import { distance } from "fastest-levenshtein";
import type { Context } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { foldWord } from "@/lib/shared/search/words/fold-word";
import { findEntries } from "./query/find-entries";
import { planSearch, type Search } from "./query/plan-search";
import type { SearchInput } from "./search-input";
import { wordsSharingPart } from "./words/vocabulary";

/** Replacements of one word that are tried, and words of a search that are replaced. */
const TRIED = 3;
const MENDED = 4;
/** Letters of a word that is mended, and of one in which two may be wrong. */
const SHORTEST = 4;
const LONG = 6;
const PROBE_MS = 30;

/**
 * Returns the search with misspelt words replaced, if it then finds something that the caller may read; else null. So a
 * word of a room that the caller is not in is never suggested.
 */
export async function mendSpelling(ctx: Context, search: Search, input: SearchInput): Promise<string | null> {
  const q = input.q ?? "";
  const words = search.parts.filter(
    (part) => part.kind === "word" && !part.isNegated && [...part.text].length >= SHORTEST,
  );
  for (const part of words.slice(0, MENDED)) {
    if (part.kind !== "word" || part.start < 0) continue;
    for (const word of await similarWords(ctx.db, foldWord(part.text))) {
      const mended = q.slice(0, part.start) + word + q.slice(part.end);
      if (await findsAnything(ctx, { ...input, q: mended })) return mended;
    }
  }
  return null;
}

async function findsAnything(ctx: Context, input: SearchInput): Promise<boolean> {
  const search = await planSearch(ctx, input);
  const query = await search.entryQuery("start");
  const { entries } = await findEntries(ctx.me.userId, query, { most: 1, budgetMs: PROBE_MS });
  return entries.length > 0;
}

/** Returns words of the vocabulary that differ by a letter, or by two in a long word, the nearest first. */
async function similarWords(db: Db, word: string): Promise<string[]> {
  const most = word.length < LONG ? 1 : 2;
  const words = await wordsSharingPart(db, word, most === 1 ? 2 : 3);
  return words
    .map((other) => ({ other, letters: distance(other, word) }))
    .filter(({ letters }) => letters > 0 && letters <= most)
    .sort((a, b) => a.letters - b.letters)
    .slice(0, TRIED)
    .map(({ other }) => other);
}
