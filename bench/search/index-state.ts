import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";

const POLL_MS = 200;

/** Messages of half a second, which wait while others are sent. */
const ON_THEIR_WAY = 200;
/** Time after which the index is taken for one that falls behind. */
const PATIENCE_MS = 60_000;

/** Waits until all messages are in the search index. @returns the seconds that it took */
export async function untilIndexed(db: pg.Client): Promise<number> {
  const began = performance.now();
  while ((await waiting(db)) > 0) await wait(POLL_MS);
  return (performance.now() - began) / 1_000;
}

/** Counts rooms with old messages, and new messages, that wait to be indexed. */
export async function waiting(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ many: number }>(
    `SELECT (SELECT count(*) FROM search_backlog)::int
            + (SELECT coalesce(sum(to_seq - from_seq + 1), 0) FROM commit_work)::int AS many`,
  );
  return rows[0]!.many;
}

/**
 * Runs something while new messages are not indexed: the lock of the reader of commits is taken (see
 * lib/delivery/commit-work.ts). Afterwards waits until the index has caught up, for a minute at most.
 */
export async function withoutUpkeep<T>(db: pg.Client, run: () => Promise<T>): Promise<T> {
  await db.query("SELECT pg_advisory_lock(hashtext('parley commit work'))");
  try {
    return await run();
  } finally {
    await db.query("SELECT pg_advisory_unlock(hashtext('parley commit work'))");
    const until = performance.now() + PATIENCE_MS;
    while ((await waiting(db)) > ON_THEIR_WAY && performance.now() < until) await wait(POLL_MS);
  }
}

/** Bytes of the messages, with and without their indexes, and of what search adds. */
export type Sizes = { heap: number; messages: number; index: number; words: number; search: number };

/** Measures the tables. `index` is what finds entries; `words` is the vocabulary, `search` all tables of search. */
export async function sizes(db: pg.Client): Promise<Sizes> {
  const { rows } = await db.query<Record<keyof Sizes, string>>(`
    SELECT pg_table_size('message') AS heap, pg_total_relation_size('message') AS messages,
           pg_relation_size('message_search_tokens_idx') AS index,
           pg_total_relation_size('search_word') AS words,
           pg_total_relation_size('search_word') + pg_total_relation_size('message_search') AS search`);
  const { heap, messages, index, words, search } = rows[0]!;
  return {
    ...{ heap: Number(heap), messages: Number(messages), index: Number(index) },
    ...{ words: Number(words), search: Number(search) },
  };
}
