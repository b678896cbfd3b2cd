import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";

const POLL_MS = 200;

/** Commits of a quarter of a second, which wait while others are sent. */
const ON_THEIR_WAY = 100;

/**
 * Waits until all messages are in the search index, but for `most` commits. @returns the seconds that it took
 */
export async function untilIndexed(db: pg.Client, most = 0): Promise<number> {
  const began = performance.now();
  for (let left = most + 1; left > most; await wait(POLL_MS)) {
    const { rows } = await db.query<{ left: number }>(
      `SELECT (SELECT count(*) FROM search_backlog)::int + (SELECT count(*) FROM commit_work)::int AS left`,
    );
    left = rows[0]!.left;
  }
  return (performance.now() - began) / 1_000;
}

/**
 * Runs something while new messages are not indexed: the lock of the reader of commits is taken (see
 * lib/core/jobs/commit-work.ts). Afterwards waits until the index has caught up.
 */
export async function withoutUpkeep<T>(db: pg.Client, run: () => Promise<T>): Promise<T> {
  await db.query("SELECT pg_advisory_lock(hashtext('parley commit work'))");
  try {
    return await run();
  } finally {
    await db.query("SELECT pg_advisory_unlock(hashtext('parley commit work'))");
    await untilIndexed(db, ON_THEIR_WAY);
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
