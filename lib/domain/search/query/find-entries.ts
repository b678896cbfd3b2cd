import { readPrepared } from "@/lib/platform/database/prepared";
import { Prisma } from "@/prisma/generated/client";
import type { EntryQuery } from "./entry-query";
import { entryStatistics } from "./entry-statistics";
import { type FirstLook, firstLook } from "./first-look";

/** A message that the index found. `at` is its time as PostgreSQL writes it, with microseconds. */
export type FoundEntry = {
  roomId: string;
  seq: number;
  at: string;
  /** The attachment's number, of a file. */
  number?: number;
};
export type EntryPosition = FoundEntry;

type FindOptions = {
  /** Matches after which the search ends. */
  most: number;
  /** Entries that are wanted; without it all. */
  take?: number;
  budgetMs: number;
  last?: EntryPosition | undefined;
  /** True to find files instead of messages. */
  inFiles?: boolean;
};

/**
 * Reads matching entries, newest first. `total` counts all that were found, with those that are not read. `isPartial` is
 * true if the time was over before all were found.
 */
export async function findEntries(
  readerId: string,
  query: EntryQuery,
  { most, take = most, budgetMs, last, inFiles = false }: FindOptions,
): Promise<{ entries: FoundEntry[]; total: number; isPartial: boolean }> {
  const look = await lookFirst(query, { most, last, inFiles });
  const anyOf = query.rooms && look.hasRooms ? [query.rooms, ...query.anyOf] : query.anyOf;
  const rows = await readPrepared<FoundEntry & { seq: number | null; total: number; isPartial: boolean }>(
    "search_entries",
    Prisma.sql`
    SELECT f.room_id AS "roomId", f.seq, f.number::float8 AS number, f.sent_at::text AS at,
           (count(f.seq) OVER ())::int AS total, bool_or(f.seq IS NULL) OVER () AS "isPartial"
      FROM search_entries(
             ${readerId}::uuid, ${query.must}::int[], ${JSON.stringify(anyOf)}::jsonb, ${query.noneOf}::int[],
             ${JSON.stringify(query.noneOfAll)}::jsonb, ${JSON.stringify(query.conditions)}::jsonb,
             ${query.inRooms}::uuid[], ${query.after}::timestamptz, ${query.before}::timestamptz,
             ${query.notDuring}::text[]::tstzrange[],
             ${last?.at ?? null}::timestamptz, ${last?.roomId ?? null}::uuid, ${last?.seq ?? null}::int,
             ${last?.number ?? 0}::bigint, ${most}::int, ${budgetMs}::int, ${look.span}::interval, ${look.oldest}::timestamptz, ${inFiles}) f
     ORDER BY f.seq IS NULL, f.sent_at DESC, f.room_id DESC, f.seq DESC, f.number DESC LIMIT ${take}::int`,
  );
  const entries = rows.filter(({ seq }) => seq !== null);
  return { entries, total: rows[0]?.total ?? 0, isPartial: rows[0]?.isPartial ?? false };
}

/** Without statistics the table is young, or was just filled from elsewhere. */
const WITHOUT_STATISTICS = { span: "3 days", hasRooms: true };
const FOUR_YEARS_MS = 4 * 365 * 86_400_000;

async function lookFirst(
  query: EntryQuery,
  { most, last, inFiles }: Pick<FindOptions, "most" | "last" | "inFiles">,
): Promise<FirstLook> {
  const statistics = await entryStatistics(inFiles ? "file_search" : "message_search");
  if (!statistics) return { ...WITHOUT_STATISTICS, oldest: new Date(Date.now() - FOUR_YEARS_MS) };
  const upper = Math.min(
    Date.now(),
    query.before?.getTime() ?? Infinity,
    last ? Date.parse(last.at) : Infinity,
  );
  return firstLook(query, statistics, { upper, most });
}
