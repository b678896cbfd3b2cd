import { isDatabaseUnavailable, isWriteConflict, unavailable } from "@/lib/core/errors";
import { LIMITS } from "@/lib/shared/limits";
import type { RoomChange } from "./room-change";

/** A piece of work for the writer, and the callback for its outcome. */
export type Work = { done(outcome: Outcome): void };

/** Outcome of one piece of work. A refusal concerns that piece alone; the rest of its batch commits. */
export type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

/** Result of a commit: an outcome for each piece of work, in order, and the changes of rooms in `rev` order. */
export type Committed = { outcomes: Outcome[]; changes: RoomChange[] };

type Options<W extends Work> = {
  /** Commits the batch in one transaction. If it throws, nothing is committed as far as it can know. */
  commit(batch: W[]): Promise<Committed>;
  /** Publishes to the hubs. Called once per commit, in order, before anyone is acknowledged. */
  publish(changes: RoomChange[]): void;
  /** True if the database runs such batches in the order in which it gets them. */
  isPipelined(batch: W[]): boolean;
};

/** A committed batch that is neither published nor acknowledged. */
type CommittedBatch<W extends Work> = { batch: W[] } & Committed;

const RETRIES = 3;

/** Batches at the database: one that it works on, and one ready for when it is done. */
const MAX_IN_FLIGHT = 2;

/**
 * The one writer of a process: everything that takes a `rev` goes through it. Work queues while commits are in
 * flight, and all queued work commits together. So one fsync makes many messages durable, and the order of commits is
 * the order of frames. (Group commit: DeWitt et al., "Implementation techniques for main memory database systems",
 * SIGMOD 1984.)
 *
 * Pipelined batches go to the database before it is done with the one before, so that it never waits for this
 * process. Any other batch has the database to itself.
 */
export class Writer<W extends Work> {
  private queue: W[] = [];
  private readonly inFlight = new Set<Promise<void>>();
  private isExclusive = false;
  private isDispatchScheduled = false;

  constructor(private readonly options: Options<W>) {}

  /** Queues a piece of work. Throws `unavailable` when LIMITS.writerQueue pieces are waiting. */
  add(work: W): void {
    if (this.queue.length >= LIMITS.writerQueue)
      throw unavailable("The server is busy. Try again in a moment.");
    this.queue.push(work);
    if (this.isDispatchScheduled || !this.hasRoom()) return;
    this.isDispatchScheduled = true;
    // In the next turn of the event loop: work that arrives together commits together.
    setImmediate(() => {
      this.isDispatchScheduled = false;
      this.dispatch();
    });
  }

  /** Resolves when all queued work is committed or refused, for a clean stop. */
  async idle(): Promise<void> {
    while (this.queue.length + this.inFlight.size > 0) await (first(this.inFlight) ?? nextTurn());
  }

  private hasRoom(): boolean {
    return this.inFlight.size < MAX_IN_FLIGHT && !this.isExclusive;
  }

  /** Hands queued work to the database, as far as it accepts more. */
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
      // The database gets the next batch before this one is published: neither waits for the other.
      this.dispatch();
      this.publishAndAcknowledge(flushed);
    });
    this.inFlight.add(committing);
  }

  /** Publishes to the hubs first, then acknowledges. */
  private publishAndAcknowledge(flushed: CommittedBatch<W>[]): void {
    for (const { batch, outcomes, changes } of flushed) {
      try {
        this.options.publish(changes);
      } catch (error) {
        console.error(error); // Committed work is acknowledged even if publishing fails.
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

  /** Retries after a conflict: another process may have taken the same unique key, and the retry sees its row. */
  private async commit(batch: W[]): Promise<Committed> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.options.commit(batch);
      } catch (error) {
        if (attempt >= RETRIES || !isWriteConflict(error)) throw error;
      }
    }
  }

  /** Isolates a failing piece by halving the batch, so that it does not fail the others. */
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
