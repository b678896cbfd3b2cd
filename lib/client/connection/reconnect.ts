import { BACKOFF, backoffMs } from "./backoff";

type Line = { connected: boolean; connect: () => unknown; disconnect: () => unknown };

/** An active user does not wait for the backoff, but two attempts are at least this far apart, in ms. */
const HURRY_MS = 2_000;

/**
 * Reconnects a socket that was lost, refused or failed to open. All waits have jitter, so that the clients of a
 * restarted server do not return at once.
 */
export function createReconnect(line: Line, random = Math.random) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let triedAt = Number.NEGATIVE_INFINITY;

  /** Does not close the engine: that would wait for its buffer to drain, which may never happen. */
  function now() {
    clearTimeout(timer);
    timer = undefined;
    triedAt = Date.now();
    line.disconnect();
    line.connect();
  }

  return {
    now,
    /** Schedules an attempt after a backoff. Another call starts a new wait. */
    later(retryAfterMs = 0) {
      clearTimeout(timer);
      timer = setTimeout(now, backoffMs(BACKOFF.line, tries, { retryAfterMs, random }));
      tries += 1;
    },
    /** The user is active: ends the wait. */
    hurry() {
      if (timer !== undefined && Date.now() - triedAt >= HURRY_MS) now();
    },
    /** The server accepted the connection. */
    succeeded() {
      tries = 0;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
