import type { DomainError } from "./errors";

/** What an operation may ask for while its transaction is open. */
export type CommitHooks = {
  /** Runs `act` once the rows are durable, before the answer. A failure is logged and does not change the answer. */
  afterCommit(act: () => void | Promise<void>): void;
  /** Commits what was written, and answers with this refusal: the reuse of a token ends its session, say. */
  refuseAfterCommit(refusal: DomainError): void;
};

/**
 * Keeps what is to happen after a commit. A callback that throws cannot fail the answer: the rows are durable, and a
 * caller who is told of a failure would do the same again.
 */
export class AfterCommit {
  private callbacks: (() => void | Promise<void>)[] = [];
  private refusal: DomainError | null = null;

  /** Gives the hooks of a transaction that begins. One that is tried again starts with nothing. */
  restart(): CommitHooks {
    this.callbacks = [];
    this.refusal = null;
    return {
      afterCommit: (act) => void this.callbacks.push(act),
      refuseAfterCommit: (refusal) => {
        this.refusal = refusal;
      },
    };
  }

  /** Runs the callbacks in their order. Throws only what `refuseAfterCommit` was given. */
  async run(): Promise<void> {
    for (const act of this.callbacks) {
      try {
        await act();
      } catch (error) {
        console.error("After a commit:", error);
      }
    }
    if (this.refusal) throw this.refusal;
  }
}
