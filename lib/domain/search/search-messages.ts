import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { type Context, query } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { LIMITS } from "@/lib/shared/limits";
import type { SearchPage } from "@/lib/shared/views";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { readFirstPage } from "./first-page";
import type { Reach } from "./match/match";
import { mendSpelling } from "./mend-spelling";
import { otherLayout } from "./other-layout";
import { type EntryPosition, findEntries } from "./query/find-entries";
import { planSearch, type Search } from "./query/plan-search";
import { readBest } from "./read-best";
import { readHits } from "./read-hits";
import { type SearchInput, searchInput } from "./search-input";

/**
 * Searches the messages of all rooms that the caller is in, newest first or best first. `q` has the syntax of
 * `parseQuery`; the other fields narrow it as filters in the text do. A word is found in any grammatical form and as the
 * beginning of a word; where that finds few, also inside words; a quoted text as it is written. Only messages that the
 * caller may read now. Days are those of `timeZone`, by default the account's, else UTC. Errors: `validation_failed` (`q`) if there is nothing
 * to look for; `not_found` for a room or person in a field of its own; `rate_limited`.
 */
export const searchMessages = query({
  key: "search.messages",
  summary: "Search messages",
  input: searchInput,
  authorize: ({ me }) => throttle("searches", me.userId),

  async execute(ctx, input): Promise<SearchPage> {
    const search = await planSearch(ctx, input);
    if (!search.isAnything)
      throw invalidField("q", "Needs a word to look for, or a filter that is not negated.", "required");
    const given = decodeCursor(POSITION, input.cursor);
    if (given) return readPage(ctx, search, input, given);
    return searchFromStart(ctx, search, input);
  },
});

async function searchFromStart(ctx: Context, search: Search, input: SearchInput): Promise<SearchPage> {
  const found = await readFirst(ctx, search, input);
  if (found.total > 0 || !input.q) return found;
  const swapped = otherLayout(input.q);
  if (swapped) {
    const other = await planSearch(ctx, { ...input, q: swapped });
    const instead = other.isAnything ? await readFirst(ctx, other, input) : null;
    if (instead && instead.total > 0) return { ...instead, searchedFor: swapped };
  }
  return { ...found, suggestion: await mendSpelling(ctx, search, input) };
}

const readFirst = (ctx: Context, search: Search, input: SearchInput): Promise<SearchPage> =>
  readFirstPage(search, (reach) => readPage(ctx, search, input, [reach]));

/** Values of a cursor: the reach of words, the result before the page, and the count of the first page. */
const POSITION = z.union([
  z.tuple([z.enum(["start", "anywhere"])]),
  z.tuple([
    z.enum(["start", "anywhere"]),
    z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
    cursorValue.id,
    cursorValue.number,
    cursorValue.number,
  ]),
]);
type Position = z.output<typeof POSITION>;

async function readPage(
  ctx: Context,
  search: Search,
  input: SearchInput,
  position: Position,
): Promise<SearchPage> {
  const [reach, at, roomId, seq, counted] = position;
  const last =
    at !== undefined && roomId !== undefined && seq !== undefined ? { at, roomId, seq } : undefined;
  if (input.sort === "best")
    return readBest(ctx, search, { reach, limit: input.limit, skipped: seq ?? 0, last });
  return readNewest(ctx, search, { reach, limit: input.limit, last, counted });
}

type PageQuery = {
  reach: Reach;
  limit: number;
  last: EntryPosition | undefined;
  counted: number | undefined;
};

async function readNewest(
  ctx: Context,
  search: Search,
  { reach, limit, last, counted }: PageQuery,
): Promise<SearchPage> {
  const most = counted === undefined ? Math.max(LIMITS.searchCounted, limit + 1) : limit + 1;
  const query = await search.entryQuery(reach);
  const span = { most, take: limit + 1, budgetMs: LIMITS.searchBudgetMs, last };
  const { entries, total: found, isPartial } = await findEntries(ctx.me.userId, query, span);
  const shown = entries.slice(0, limit);
  const items = await readHits(ctx, shown, search.terms, reach);
  const wrong = shown.length - items.length;
  const total = counted ?? Math.min(LIMITS.searchCounted, found - wrong);
  const end = entries.length > limit ? shown.at(-1) : undefined;
  return {
    items,
    nextCursor: end ? encodeCursor([reach, end.at, end.roomId, end.seq, total]) : null,
    total,
    isPartial,
    searchedFor: null,
    suggestion: null,
  };
}
