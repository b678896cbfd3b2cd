import type { Outcome, Refusal } from "@/lib/shared/errors";
import { BACKOFF, backoffMs } from "../connection/backoff";
import { retryAfterMs } from "../connection/outcome";
import type { createDeleting } from "./deleting";

export type DeletionsDeps = {
  store: ReturnType<typeof createDeleting>;
  /** Deletes a message. */
  remove: (id: string) => Promise<Outcome<unknown>>;
  onRefused: (refusal: Refusal) => void;
};

const UNDO_MS = 5_000;

/**
 * A process that is killed at once may not get to send anything when its page is hidden, so `beforeunload` is used too.
 */
const LEAVING = ["beforeunload", "pagehide"] as const;

/** Deletes messages after a time for undo. When the page closes, waiting deletions are sent at once. */
export function createDeletions({ store, remove, onRefused }: DeletionsDeps) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  async function go(id: string, tries = 0) {
    timers.delete(id);
    store.dispatch({ type: "go", id });
    const outcome = await remove(id);
    if (outcome.ok || outcome.error?.code === "not_found") return;
    const later = retryAfterMs(outcome);
    if (later !== null || !outcome.error) {
      const wait = backoffMs(BACKOFF.deletions, tries, { retryAfterMs: later ?? 0 });
      return void timers.set(
        id,
        setTimeout(() => void go(id, tries + 1), wait),
      );
    }
    store.dispatch({ type: "drop", id });
    onRefused(outcome.error);
  }

  /** The page closes: sends waiting deletions now. */
  function flush() {
    for (const [id, timer] of timers) {
      clearTimeout(timer);
      void go(id);
    }
  }

  return {
    store,
    start() {
      for (const event of LEAVING) window.addEventListener(event, flush);
    },
    stop() {
      for (const event of LEAVING) window.removeEventListener(event, flush);
    },
    begin(id: string) {
      if (store.get()[id]) return;
      store.dispatch({ type: "begin", id });
      timers.set(
        id,
        setTimeout(() => void go(id), UNDO_MS),
      );
    },
    /** Undoes a deletion that was not sent yet. */
    undo(id: string) {
      if (store.get()[id] !== "waiting") return;
      clearTimeout(timers.get(id));
      timers.delete(id);
      store.dispatch({ type: "drop", id });
    },
    flush,
  };
}
