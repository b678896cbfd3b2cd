import { z } from "zod";
import { AfterCommit } from "@/lib/core/after-commit";
import { isDatabaseUnavailable } from "@/lib/core/errors";
import { defineJob } from "@/lib/core/jobs/define-job";
import { type EnqueueContext, enqueue } from "@/lib/core/jobs/enqueue";
import { WakeLoop } from "@/lib/core/jobs/wake-loop";
import { db, type Tx } from "@/lib/platform/database/db";
import { remember, rememberAs } from "@/lib/platform/remember";

/** The new messages of one room in one commit: a row of `commit_work`, which the commit itself wrote. */
export type Commit = { roomId: string; fromSeq: number; toSeq: number };

/**
 * Derives background work from new messages: it enqueues jobs in the transaction that deletes the rows of the commits,
 * so that each commit is handled once. Other handlers' work is in the same transaction: do nothing slow, lock no rooms.
 */
export type CommitHandler = (ctx: EnqueueContext, commits: readonly Commit[]) => Promise<void>;

/** Rows, and about as many messages, of one transaction. */
const BATCH = { rows: 500, messages: 1_000 };
const POLL_MS = 5_000;
/** Commits of this time are handled together. A push leaves within 300 ms of its commit, this wait included. */
const LINGER_MS = 120;
/**
 * Under load the reader pauses for so many durations of its last look, LONGEST_LINGER_MS at most: fewer looks of more messages
 * cost less, and messages come first. A message is found by the search within a second.
 */
const LOADED = { messages: 50, pause: 4 };
const LONGEST_LINGER_MS = 500;
/** Wait while another process reads. */
const BUSY_MS = 250;
/** PostgreSQL ends a reader that does nothing for this long, such as one that was stopped, and another one takes over. */
const IDLE_MS = 30_000;

/** Reads the rows of all processes' commits, one process at a time. Every process may have one. */
export class CommitReader {
  private readonly loop: WakeLoop;
  private readonly stopping = new AbortController();
  private pauseMs = LINGER_MS;

  constructor(handlers: readonly CommitHandler[]) {
    const look = async () => {
      const begun = performance.now();
      const { state, messages } = await readSafely(handlers, this.stopping.signal);
      this.pauseMs = pauseAfter(messages, performance.now() - begun);
      if (state === "busy") setTimeout(() => this.wake(), BUSY_MS).unref();
      if (state === "more") this.wake(); // After the pause.
    };
    this.loop = new WakeLoop({ name: "New messages", pollMs: POLL_MS, lingerMs: () => this.pauseMs, look });
    rememberAs<CommitReader | null>("commit reader", this);
  }

  /** Looks for rows now. */
  wake(): void {
    this.loop.wake();
  }

  /** Ends after the batch that is being read. */
  async stop(): Promise<void> {
    rememberAs<CommitReader | null>("commit reader", null);
    this.stopping.abort();
    await this.loop.stop();
  }
}

/** Returns the pause after a look at so many messages that took so many milliseconds. */
function pauseAfter(messages: number, lookMs: number): number {
  if (messages < LOADED.messages) return LINGER_MS;
  return Math.min(Math.max(LINGER_MS, LOADED.pause * lookMs), LONGEST_LINGER_MS);
}

/** Lets this process look for rows now. Where it has no reader, nothing happens: another process finds them. */
export const wakeCommitReader = (): void =>
  remember<CommitReader | null>("commit reader", () => null)?.wake();

/**
 * Handles the rows that are there, in their order, which in each room is that of the messages. Rows that come meanwhile
 * wake a reader of their own process. A commit on which a handler fails becomes a job, which is retried and which
 * administrators see; the others go on.
 * @param stopping aborts when the process stops: the batch at hand is the last
 * @returns false if another process reads at the moment
 */
export async function readCommits(
  handlers: readonly CommitHandler[],
  stopping?: AbortSignal,
): Promise<boolean> {
  let state: BatchEnd["state"] = "more";
  while (state === "more" && !stopping?.aborted) ({ state } = await readSafely(handlers, stopping));
  return state !== "busy";
}

/** Handles a batch; if a handler fails, its rows one by one. */
const readSafely = (handlers: readonly CommitHandler[], stopping?: AbortSignal): Promise<BatchEnd> =>
  readBatch(handlers, BATCH.rows).catch((error) => {
    if (isDatabaseUnavailable(error)) throw error;
    return readOneByOne(handlers, stopping);
  });

/** State after a batch: rows are left, none is left, or another process reads them. `messages` were handled. */
type BatchEnd = { state: "more" | "done" | "busy"; messages: number };

async function readOneByOne(handlers: readonly CommitHandler[], stopping?: AbortSignal): Promise<BatchEnd> {
  const end: BatchEnd = { state: "more", messages: 0 };
  for (let row = 1; row <= BATCH.rows && end.state === "more" && !stopping?.aborted; row++) {
    const { state, messages } = await readBatch(handlers, 1).catch((error) => {
      if (isDatabaseUnavailable(error)) throw error;
      return readBatch([deferTo(handlers)], 1);
    });
    end.state = state;
    end.messages += messages;
  }
  return end;
}

/** Handles the oldest rows in one transaction. */
async function readBatch(handlers: readonly CommitHandler[], most: number): Promise<BatchEnd> {
  const afterCommit = new AfterCommit();
  const end = await db().$transaction(
    async (tx): Promise<BatchEnd> => {
      if (!(await takeTurn(tx))) return { state: "busy", messages: 0 };
      const found = await tx.commitWork.findMany({ orderBy: { id: "asc" }, take: most });
      const rows = withinBatch(found);
      await handle({ db: tx, ...afterCommit.restart() }, handlers, rows);
      await tx.commitWork.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
      const isLast = rows.length === found.length && found.length < most;
      return { state: isLast ? "done" : "more", messages: rows.reduce((sum, row) => sum + sizeOf(row), 0) };
    },
    { timeout: IDLE_MS, maxWait: 10_000 },
  );
  await afterCommit.run();
  return end;
}

async function handle(
  ctx: EnqueueContext,
  handlers: readonly CommitHandler[],
  commits: readonly Commit[],
): Promise<void> {
  if (commits.length > 0) for (const handler of handlers) await handler(ctx, commits);
}

/** Takes the lock of the one reader until the end of the transaction. @returns false if another process has it */
async function takeTurn(tx: Tx): Promise<boolean> {
  const [lock] = await tx.$queryRaw<[{ isOurs: boolean }]>`
    SELECT set_config('idle_in_transaction_session_timeout', ${String(IDLE_MS)}, true),
           pg_try_advisory_xact_lock(hashtext('parley commit work')) AS "isOurs"`;
  return lock.isOurs;
}

/**
 * Returns the first rows with at most BATCH.messages together, but one at least. Ids are drawn under the lock of the
 * room, so a room's rows appear in the order of their ids.
 */
function withinBatch<Row extends Commit>(rows: readonly Row[]): Row[] {
  let messages = 0;
  return rows.filter((row, index) => {
    messages += sizeOf(row);
    return index === 0 || messages <= BATCH.messages;
  });
}

/** Number of messages of a commit. */
const sizeOf = ({ fromSeq, toSeq }: Commit): number => toSeq - fromSeq + 1;

/** The job of a commit on which a handler failed. */
export const makeCommitJob = (handlers: readonly CommitHandler[]) =>
  defineJob({
    kind: "message.derive",
    input: z.object({ roomId: z.uuid(), fromSeq: z.int(), toSeq: z.int() }),
    maxAttempts: 10,
    backoff: { first: 10, longest: 3_600 },
    async run(commit): Promise<void> {
      const afterCommit = new AfterCommit();
      await db().$transaction((tx) => handle({ db: tx, ...afterCommit.restart() }, handlers, [commit]));
      await afterCommit.run();
    },
  });

const deferTo =
  (handlers: readonly CommitHandler[]): CommitHandler =>
  async (ctx, commits) => {
    const job = makeCommitJob(handlers);
    for (const { roomId, fromSeq, toSeq } of commits) await enqueue(ctx, job, { roomId, fromSeq, toSeq });
  };
