import { db } from "@/lib/platform/database/db";
import { remember } from "@/lib/platform/remember";

/** PostgreSQL's statistics of a table of entries, as its last ANALYZE made them. */
export type EntryStatistics = {
  /** Entries of the table. */
  count: number;
  /** Shares of the entries that have a token, of the most common tokens. */
  shares: ReadonlyMap<number, number>;
  /** The least of these shares. */
  least: number;
  /** Times that part the entries into spans with equally many, oldest first, in milliseconds. */
  times: readonly number[];
};

type Table = "message_search" | "file_search";
type Known = { readAt: number; statistics: Promise<EntryStatistics | null> };

const FRESH_MS = 60_000;

/** Returns the statistics of a table, which are read once a minute; null before its first ANALYZE. */
export function entryStatistics(table: Table): Promise<EntryStatistics | null> {
  const known = remember("search statistics", () => new Map<Table, Known>());
  const last = known.get(table);
  if (last && performance.now() - last.readAt < FRESH_MS) return last.statistics;
  const statistics = readStatistics(table);
  statistics.catch(() => known.delete(table));
  known.set(table, { readAt: performance.now(), statistics });
  return statistics;
}

type Row = { count: number; tokens: number[] | null; shares: number[] | null; times: Date[] | null };

async function readStatistics(table: Table): Promise<EntryStatistics | null> {
  const [row] = await db().$queryRaw<Row[]>`
    SELECT c.reltuples::float8 AS count, t.most_common_elems::text::int[] AS tokens,
           t.most_common_elem_freqs::float8[] AS shares, s.histogram_bounds::text::timestamptz[] AS times
      FROM pg_class c
      JOIN pg_stats t ON t.schemaname = current_schema() AND t.tablename = c.relname AND t.attname = 'tokens'
      JOIN pg_stats s ON s.schemaname = t.schemaname AND s.tablename = t.tablename AND s.attname = 'sent_at'
     WHERE c.oid = ${table}::regclass`;
  if (!row?.tokens || !row.shares || !row.times || row.count < 1) return null;
  const { count, tokens, shares, times } = row;
  return {
    count,
    shares: new Map(tokens.map((token, place) => [token, shares[place] ?? 0])),
    // After the shares of the tokens come the least and the greatest of them.
    least: shares[tokens.length] ?? 0,
    times: times.map(Number),
  };
}
