import { isDeepStrictEqual } from "node:util";
import type { Reach } from "./match/match";
import type { Search } from "./query/plan-search";

/** Results after which parts inside words are not looked for. */
const ENOUGH = 10;

/**
 * Reads the first page of a search: by words that begin with those of the search and, where that finds few, by words that
 * contain them. The second reading is left out where both are the same words.
 */
export async function readFirstPage<P extends { total: number }>(
  search: Search,
  read: (reach: Reach) => Promise<P>,
  options: { inFiles?: boolean } = {},
): Promise<P> {
  const close = await read("start");
  if (close.total >= ENOUGH || !search.hasParts) return close;
  const [narrow, wide] = await Promise.all([
    search.entryQuery("start", options),
    search.entryQuery("anywhere", options),
  ]);
  if (isDeepStrictEqual(narrow, wide)) return close;
  const found = await read("anywhere");
  return found.total > close.total ? found : close;
}
