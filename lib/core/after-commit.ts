import type { DomainError } from "./errors";

/** Hooks of an operation's open transaction. */
export type CommitHooks = {
  /** Runs `act` once the rows are durable, before the answer. A failure is logged and does not change the answer. */
  afterCommit(act: () => void | Promise<void>): void;
  /**
   * Commits the writes, and answers with this refusal, for example after the reuse of a token, which ends its
   * session.
   */
  refuseAfterCommit(refusal: DomainError): void;
};

/**
 * Callbacks to run after a commit. A failing callback cannot fail the answer: the rows are durable, and a caller who
 * got an error would repeat the change.
 */
export class AfterCommit {
  private callbacks: (() => void | Promise<void>)[] = [];
  private refusal: DomainError | null = null;

  /** Returns the hooks of a new transaction; a retried one starts with an empty list. */
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

  /** Runs the callbacks in order. Throws only the refusal given to `refuseAfterCommit`. */
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
