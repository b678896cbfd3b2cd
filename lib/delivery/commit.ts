import { isWriteConflict } from "@/lib/core/errors";
import { db, type Tx, writerConnection } from "@/lib/platform/database/db";
import type { RoomChange } from "./room-change";
import type { Committed, Outcome, Work } from "./writer";

/** Runs one statement and returns its rows, on the pool or within a transaction. */
export type Sql = <Row>(statement: { name: string; text: string }, values: unknown[]) => Promise<Row[]>;

/** A kind of work that one statement writes for many callers; the statement locks the rooms itself. */
export type Bulk<Item> = { write(sql: Sql, items: Item[]): Promise<Committed> };

/** A change that is written alone, in a transaction that holds the locks of its rooms. */
export type Perform = (tx: Tx) => Promise<{ value: unknown; changes: RoomChange[] }>;

/**
 * Work for the writer. `roomIds` are the rooms whose `rev` it may move; they are locked before it runs, in id order.
 */
export type RoomWork = Work & { roomIds: string[] } & (
    | { bulk: Bulk<unknown>; item: unknown; perform?: undefined }
    | { perform: Perform; bulk?: undefined; item?: undefined }
  );

/**
 * Commits a batch. A batch of messages, the usual case, is one statement and one round trip. A mixed batch is one
 * transaction: it locks all rooms in id order, so that two processes cannot deadlock, then does the work in order of
 * arrival. Each piece is a statement of its own, so its snapshot is newer than the locks.
 */
export async function commit(batch: RoomWork[]): Promise<Committed> {
  const [run, ...more] = runsOf(batch);
  if (run?.bulk && more.length === 0) return run.bulk.write(writerSql, itemsOf(run.works));
  return db().$transaction((tx) => commitMixed(tx, batch), { maxWait: 5_000, timeout: 30_000 });
}

/** True if a batch is one statement on the writer's own connection, which keeps the order of statements. */
export const isPipelined = (batch: RoomWork[]): boolean => {
  const bulk = batch[0]?.bulk;
  return bulk !== undefined && batch.every((work) => work.bulk === bulk);
};

type Run = { bulk: Bulk<unknown> | undefined; works: RoomWork[] };

/** Groups neighbours of the same bulk kind; everything else is a run of its own. */
function runsOf(batch: RoomWork[]): Run[] {
  const runs: Run[] = [];
  for (const work of batch) {
    const last = runs.at(-1);
    if (work.bulk && last?.bulk === work.bulk) last.works.push(work);
    else runs.push({ bulk: work.bulk, works: [work] });
  }
  return runs;
}

const itemsOf = (works: RoomWork[]) => works.map(({ item }) => item);

async function commitMixed(tx: Tx, batch: RoomWork[]): Promise<Committed> {
  const roomIds = [...new Set(batch.flatMap((work) => work.roomIds))];
  await tx.$queryRaw`SELECT 1 FROM room WHERE id = ANY(${roomIds}::uuid[]) ORDER BY id FOR UPDATE`;
  const whole: Committed = { outcomes: [], changes: [] };
  for (const run of runsOf(batch)) {
    const { outcomes, changes } = await commitRun(tx, run);
    whole.outcomes.push(...outcomes);
    whole.changes.push(...changes);
  }
  return whole;
}

async function commitRun(tx: Tx, { bulk, works }: Run): Promise<Committed> {
  if (bulk) return bulk.write(sqlOf(tx), itemsOf(works));
  const perform = works[0]?.perform;
  if (!perform) throw new Error("Work without anything to perform");
  return performAlone(tx, perform, 2);
}

/** Runs one piece within a savepoint, so that a refusal undoes this piece and no other. */
async function performAlone(tx: Tx, perform: Perform, attempts: number): Promise<Committed> {
  await tx.$executeRaw`SAVEPOINT piece`;
  try {
    const { value, changes } = await perform(tx);
    await tx.$executeRaw`RELEASE SAVEPOINT piece`;
    return { outcomes: [{ ok: true, value }], changes };
  } catch (error) {
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT piece`;
    if (attempts > 1 && isWriteConflict(error)) return performAlone(tx, perform, attempts - 1);
    return { outcomes: [{ ok: false, error } satisfies Outcome], changes: [] };
  }
}

const writerSql: Sql = (statement, values) => writerConnection().query({ ...statement, values });

/** Runs statements within a transaction. */
export const sqlOf =
  (tx: Tx): Sql =>
  <Row>({ text }: { text: string }, values: unknown[]) =>
    tx.$queryRawUnsafe<Row[]>(text, ...values);
