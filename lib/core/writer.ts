import { LIMITS } from "@/lib/shared/limits";
import { isDatabaseUnavailable, isWriteConflict, unavailable } from "./errors";
import type { RoomChange } from "./room-change";

/** One thing for the writer to do, and whom to tell how it ended. */
export type Work = { done(outcome: Outcome): void };

/** How one piece of work ended. A refusal is an error of that piece alone; the others of its batch commit. */
export type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

/** What a commit answers: an outcome for each piece of work, in order, and what changed in the rooms, in `rev` order. */
export type Committed = { outcomes: Outcome[]; changes: RoomChange[] };

type Options<W extends Work> = {
  /** Commits the batch in one transaction, or throws and has committed nothing (as far as it can know). */
  commit(batch: W[]): Promise<Committed>;
  /** Tells the hubs. Called once per commit, before anyone is acknowledged, commits in order. */
  publish(changes: RoomChange[]): void;
  /** Whether the database does what it is handed in this way in the order in which it is handed it. */
  isPipelined(batch: W[]): boolean;
};

/** A batch that is committed, and of which nobody has been told yet. */
type CommittedBatch<W extends Work> = { batch: W[] } & Committed;

const RETRIES = 3;

/** So many batches are with the database: one that it works on, and one that it finds when it is done. */
const MAX_IN_FLIGHT = 2;

/**
 * The one writer of a process: everything that takes a `rev` goes through it. Work queues while commits are in flight,
 * and everything queued commits together, so that durability costs one fsync for many messages and the order of
 * commits is the order in which they are told. (Group commit: DeWitt et al., "Implementation techniques for main
 * memory database systems", SIGMOD 1984.)
 *
 * Batches that stand in line go to the database before it is done with the one before, so that it never waits for this
 * process; any other has the database for itself.
 */
export class Writer<W extends Work> {
  private queue: W[] = [];
  private readonly inFlight = new Set<Promise<void>>();
  private isExclusive = false;
  private isDispatchScheduled = false;

  constructor(private readonly options: Options<W>) {}

  /** Queues a piece of work. Throws `unavailable` when LIMITS.writerQueue are waiting already. */
  add(work: W): void {
    if (this.queue.length >= LIMITS.writerQueue) throw unavailable("Too much is waiting to be written.");
    this.queue.push(work);
    if (this.isDispatchScheduled || !this.hasRoom()) return;
    this.isDispatchScheduled = true;
    // In the next turn of the event loop: what arrived together commits together.
    setImmediate(() => {
      this.isDispatchScheduled = false;
      this.dispatch();
    });
  }

  /** Resolves when everything queued so far is committed or refused: for a clean stop. */
  async idle(): Promise<void> {
    while (this.queue.length + this.inFlight.size > 0) await (first(this.inFlight) ?? nextTurn());
  }

  private hasRoom(): boolean {
    return this.inFlight.size < MAX_IN_FLIGHT && !this.isExclusive;
  }

  /** Hands what has queued to the database, as far as it takes it now. */
  private dispatch(): void {
    while (this.queue.length > 0 && this.hasRoom()) {
      const batch = this.queue.slice(0, batchSize(this.queue.length));
      const isExclusive = !this.options.isPipelined(batch);
      if (isExclusive && this.inFlight.size > 0) return;
      this.queue.splice(0, batch.length);
      this.isExclusive = isExclusive;
      this.commitBatch(batch);
    }
  }

  private commitBatch(batch: W[]): void {
    const committing: Promise<void> = this.flush(batch).then((flushed) => {
      this.inFlight.delete(committing);
      this.isExclusive = false;
      // The database gets the next batch before this one is told: neither waits for the other.
      this.dispatch();
      this.publishAndAcknowledge(flushed);
    });
    this.inFlight.add(committing);
  }

  /** First the hubs, then whoever waits for the acknowledgement. */
  private publishAndAcknowledge(flushed: CommittedBatch<W>[]): void {
    for (const { batch, outcomes, changes } of flushed) {
      try {
        this.options.publish(changes);
      } catch (error) {
        console.error(error); // What is committed is acknowledged, whoever fails to hear of it now.
      }
      batch.forEach((work, index) => {
        work.done(outcomes[index] ?? { ok: false, error: new Error("The commit forgot a piece of work") });
      });
    }
  }

  private async flush(batch: W[]): Promise<CommittedBatch<W>[]> {
    try {
      return [{ batch, ...(await this.commit(batch)) }];
    } catch (error) {
      return this.isolateFailure(batch, error);
    }
  }

  /** Another process may have taken the same unique key in between: looking again finds what it wrote. */
  private async commit(batch: W[]): Promise<Committed> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.options.commit(batch);
      } catch (error) {
        if (attempt >= RETRIES || !isWriteConflict(error)) throw error;
      }
    }
  }

  /** One poisonous piece must not fail the others: the batch is halved until it stands alone. */
  private async isolateFailure(batch: W[], error: unknown): Promise<CommittedBatch<W>[]> {
    if (batch.length === 1 || isDatabaseUnavailable(error)) {
      for (const work of batch) work.done({ ok: false, error });
      return [];
    }
    const middle = Math.ceil(batch.length / 2);
    const first = await this.flush(batch.slice(0, middle));
    return [...first, ...(await this.flush(batch.slice(middle)))];
  }
}

function batchSize(waiting: number): number {
  const { min, max } = LIMITS.writerBatch;
  return Math.min(max, Math.max(min, Math.ceil(waiting / 4)));
}

const first = <T>(all: Iterable<T>): T | undefined => all[Symbol.iterator]().next().value;

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
