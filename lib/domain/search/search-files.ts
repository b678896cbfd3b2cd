import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { type Context, query } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { LIMITS } from "@/lib/shared/limits";
import type { SearchFilePage } from "@/lib/shared/views";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { readFirstPage } from "./first-page";
import { findEntries } from "./query/find-entries";
import { planSearch, type Search } from "./query/plan-search";
import { readFileHits } from "./read-file-hits";
import { searchInput } from "./search-input";

const fileSearchInput = searchInput.omit({ sort: true });

/**
 * Searches the files in messages of all rooms that the caller is in, newest first: their names, their descriptions, and
 * the text inside text files and PDFs. `q` and the other fields are those of `searchMessages`; `from`, `mentions`, days and
 * `is` are about the message, `has:image` about the file. Only files of messages that the caller may read now. Errors:
 * `validation_failed` (`q`) if there is nothing to look for; `not_found` for a room or person in a field of its own;
 * `rate_limited`.
 */
export const searchFiles = query({
  key: "search.files",
  summary: "Search files",
  input: fileSearchInput,
  authorize: ({ me }) => throttle("searches", me.userId),

  async execute(ctx, input): Promise<SearchFilePage> {
    const search = await planSearch(ctx, { ...input, sort: "newest" });
    if (!search.isAnything)
      throw invalidField("q", "Needs a word to look for, or a filter that is not negated.", "required");
    const given = decodeCursor(POSITION, input.cursor);
    if (given) return readPage(ctx, search, input.limit, given);
    return readFirstPage(search, (reach) => readPage(ctx, search, input.limit, [reach]), { inFiles: true });
  },
});

const REACH = z.enum(["start", "anywhere"]);

/** Values of a cursor: the reach of words, the result before the page, and the count of the first page. */
const POSITION = z.union([
  z.tuple([REACH]),
  z.tuple([
    REACH,
    z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
    cursorValue.id,
    cursorValue.number,
    cursorValue.bigNumber,
    cursorValue.number,
  ]),
]);

async function readPage(
  { db, me, ...ctx }: Context,
  search: Search,
  limit: number,
  [reach, at, roomId, seq, number, counted]: z.output<typeof POSITION>,
): Promise<SearchFilePage> {
  const last = at && roomId && seq !== undefined ? { at, roomId, seq, number: number ?? 0 } : undefined;
  const most = counted === undefined ? Math.max(LIMITS.searchCounted, limit + 1) : limit + 1;
  const query = await search.entryQuery(reach, { inFiles: true });
  const budgetMs = LIMITS.searchBudgetMs;
  const {
    entries,
    total: found,
    isPartial,
  } = await findEntries(me.userId, query, {
    most,
    take: limit + 1,
    budgetMs,
    last,
    inFiles: true,
  });
  const shown = entries.slice(0, limit);
  const items = await readFileHits({ db, me, ...ctx }, shown, search.terms, reach);
  const wrong = shown.length - items.length;
  const total = counted ?? Math.min(LIMITS.searchCounted, found - wrong);
  const end = entries.length > limit ? shown.at(-1) : undefined;
  const cursor = end && [reach, end.at, end.roomId, end.seq, end.number ?? 0, total];
  return { items, nextCursor: cursor ? encodeCursor(cursor) : null, total, isPartial };
}
