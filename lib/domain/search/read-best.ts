import type { Context } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { SearchPage } from "@/lib/shared/views";
import { encodeCursor } from "../cursor";
import type { Reach } from "./match/match";
import { matchMessage } from "./match/match-message";
import type { Term } from "./match/terms";
import { addTerms } from "./query/entry-query";
import { type EntryPosition, type FoundEntry, findEntries } from "./query/find-entries";
import type { Search } from "./query/plan-search";
import { scoreOf } from "./rank";
import { readHits } from "./read-hits";

/** Messages in which the words of a search follow one another, which count however old they are. */
const PHRASES = 50;

type BestQuery = {
  reach: Reach;
  limit: number;
  /** Results of earlier pages. */
  skipped: number;
  /** The latest result of the first page, so that later pages rank the same messages. */
  last: EntryPosition | undefined;
};

/** Reads a page of results, best first: of the latest that match, and of those in which the words follow one another. */
export async function readBest(
  ctx: Context,
  search: Search,
  { reach, limit, skipped, last }: BestQuery,
): Promise<SearchPage> {
  const { entries, total, isPartial } = await findCandidates(ctx, search, reach, last);
  const ranked = await rank(ctx, search.terms, entries, reach);
  const shown = ranked.slice(skipped, skipped + limit);
  const [newest] = entries;
  const isMore = ranked.length > skipped + limit && newest;
  return {
    items: await readHits(ctx, shown, search.terms, reach),
    nextCursor: isMore ? encodeCursor([reach, newest.at, newest.roomId, skipped + limit, total]) : null,
    total,
    isPartial,
    searchedFor: null,
    suggestion: null,
  };
}

async function findCandidates(ctx: Context, search: Search, reach: Reach, last: EntryPosition | undefined) {
  const { me } = ctx;
  const query = await search.entryQuery(reach);
  if (last) query.before = new Date(Math.min(Date.parse(last.at) + 1, query.before?.getTime() ?? Infinity));
  const budgetMs = LIMITS.searchBudgetMs;
  const { entries, total, isPartial } = await findEntries(me.userId, query, {
    most: LIMITS.searchCounted,
    take: LIMITS.searchRanked,
    budgetMs,
  });
  const phrase = total > LIMITS.searchRanked ? phraseOf(search.terms) : null;
  if (!phrase) return { entries, total, isPartial };
  await addTerms(query, [phrase], reach);
  const close = await findEntries(me.userId, query, { most: PHRASES, budgetMs });
  const all = new Map([...entries, ...close.entries].map((one) => [`${one.roomId} ${one.seq}`, one]));
  return { entries: [...all.values()], total, isPartial };
}

/** The words of a search, one after the other as they are written. */
function phraseOf(terms: readonly Term[]): Term | null {
  const words = terms.flatMap((term) =>
    term.isNegated || term.isFileName ? [] : "words" in term ? term.words : term.word,
  );
  return words.length > 1 ? { kind: "phrase", words, isOpen: false, isNegated: false } : null;
}

type Candidate = FoundEntry & {
  text: string;
  createdAt: Date;
  isFamiliar: boolean;
  files: { id: string; name: string; description: string }[] | null;
};

async function rank(
  { db, me }: Context,
  terms: readonly Term[],
  entries: readonly FoundEntry[],
  reach: Reach,
) {
  const rows = await db.$queryRaw<Candidate[]>`
    SELECT e.room_id AS "roomId", e.seq, e.at, x.text, x.created_at AS "createdAt",
           (x.sender_id = ${me.userId}::uuid OR m.last_read_seq >= r.seq - 1) AS "isFamiliar",
           CASE WHEN x.file_count > 0 THEN
                (SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'description', f.description))
                   FROM attachment a JOIN file f ON f.id = a.file_id WHERE a.message_id = x.id) END AS files
      FROM unnest(${entries.map(({ roomId }) => roomId)}::uuid[], ${entries.map(({ seq }) => seq)}::int[],
                  ${entries.map(({ at }) => at)}::text[]) AS e (room_id, seq, at)
     CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.room_id = e.room_id AND x.seq = e.seq OFFSET 0) x
      JOIN membership m ON m.room_id = x.room_id AND m.user_id = ${me.userId}::uuid
      JOIN room r ON r.id = x.room_id`;
  const now = Date.now();
  return rows
    .flatMap((row) => {
      const match = matchMessage({ text: row.text, attachments: row.files ?? [] }, terms, reach);
      if (!match) return [];
      const { isFamiliar, text } = row;
      const score = scoreOf({ match, isFamiliar, sentAt: row.createdAt.getTime(), length: text.length }, now);
      return { roomId: row.roomId, seq: row.seq, at: row.at, score };
    })
    .sort((a, b) => b.score - a.score || (a.at < b.at ? 1 : -1));
}
