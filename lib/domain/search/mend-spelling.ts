import { distance } from "fastest-levenshtein";
import type { Context } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/db";
import { findEntries } from "./entry-query";
import { foldWord } from "./fold-word";
import { planSearch, type Search } from "./plan-search";
import type { SearchInput } from "./search-input";
import { gramsOf } from "./vocabulary";

/** Words of the vocabulary that are compared with a misspelt one, and of these the ones that are tried. */
const COMPARED = 300;
const TRIED = 3;
const SHORTEST = 4;
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
  for (const part of words.slice(0, 4)) {
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
  const query = await search.entryQuery(ctx.db, "start");
  const { entries } = await findEntries(ctx.db, ctx.me.userId, query, { most: 1, budgetMs: PROBE_MS });
  return entries.length > 0;
}

/** Returns words of the vocabulary that differ by a letter, or by two in a long word, the nearest first. */
async function similarWords(db: Db, word: string): Promise<string[]> {
  const grams = gramsOf(word);
  const rows = await db.$queryRaw<{ word: string }[]>`
    SELECT w.word FROM search_word w
     WHERE w.grams && ${grams}::int[] AND length(w.word) BETWEEN ${word.length - 2} AND ${word.length + 2}
     ORDER BY cardinality(ARRAY(SELECT unnest(w.grams) INTERSECT SELECT unnest(${grams}::int[]))) DESC LIMIT ${COMPARED}`;
  const most = word.length < 6 ? 1 : 2;
  return rows
    .map((row) => ({ word: row.word, letters: distance(row.word, word) }))
    .filter(({ letters }) => letters > 0 && letters <= most)
    .sort((a, b) => a.letters - b.letters)
    .slice(0, TRIED)
    .map((row) => row.word);
}
