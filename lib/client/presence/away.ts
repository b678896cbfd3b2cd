import { createStore } from "../state/store";
import { watchIdle } from "./watch-idle";

/**
 * Tracks whether this browser has been unused for `LIMITS.awayMinutes`.
 *
 * @param send reports a change to the server, and the state again after each reconnection
 */
export function createAway(send: (isAway: boolean) => void) {
  const store = createStore((_: boolean, next: boolean) => next, false);
  let use: ReturnType<typeof watchIdle> | null = null;

  return {
    store,
    start() {
      use = watchIdle((isAway) => {
        store.dispatch(isAway);
        send(isAway);
      });
    },
    stop: () => use?.stop(),
    /** A new connection: the server does not know the state of this tab. */
    resume: () => use?.again(),
    /** When this browser was last used, in milliseconds since 1970. */
    lastUsed: () => use?.last() ?? Date.now(),
  };
}
