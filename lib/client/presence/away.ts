import { createStore } from "../state/store";
import type { watchIdle } from "./watch-idle";

/**
 * Tracks whether this browser has been unused for `LIMITS.awayMinutes`.
 *
 * @param send reports a change to the server, and the state again after each reconnection
 */
export function createAway(send: (isAway: boolean) => void) {
  const store = createStore((_: boolean, next: boolean) => next, false);
  let use: ReturnType<typeof watchIdle> | null = null;
  let isStarted = false;

  function onChange(isAway: boolean) {
    store.dispatch(isAway);
    send(isAway);
  }

  return {
    store,
    /** Begins once its script is there: no page needs it at first. Until then the browser counts as used. */
    start() {
      isStarted = true;
      void import("./watch-idle").then(
        ({ watchIdle }) => {
          if (isStarted) use ??= watchIdle(onChange);
        },
        () => {},
      );
    },
    stop() {
      isStarted = false;
      use?.stop();
      use = null;
    },
    /** A new connection: the server does not know the state of this tab. */
    resume: () => use?.again(),
    /** When this browser was last used, in milliseconds since 1970. */
    lastUsed: () => use?.last() ?? Date.now(),
  };
}
