import { BACKOFF, backoffMs } from "./backoff";

type Line = { connected: boolean; connect: () => unknown; disconnect: () => unknown };

/** Somebody who works with the page does not wait for their turn; but so long after an attempt, in ms, there is no other. */
const HURRY_MS = 2_000;

/**
 * Brings a socket back after it was lost, refused or could not be opened. All waits are drawn at random, so that the
 * clients of a server that restarts do not come back together.
 */
export function createReconnect(line: Line, random = Math.random) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let triedAt = Number.NEGATIVE_INFINITY;

  /** Not by closing the engine: that would wait until what it still has to say is said, which may be never. */
  function now() {
    clearTimeout(timer);
    timer = undefined;
    triedAt = Date.now();
    line.disconnect();
    line.connect();
  }

  return {
    now,
    /** Tries again after a while; a further call begins that while anew. */
    later(retryAfterMs = 0) {
      clearTimeout(timer);
      timer = setTimeout(now, backoffMs(BACKOFF.line, tries, { retryAfterMs, random }));
      tries += 1;
    },
    /** Somebody does something in the page: whoever waits tries now. */
    hurry() {
      if (timer !== undefined && Date.now() - triedAt >= HURRY_MS) now();
    },
    /** The server has let this client in. */
    succeeded() {
      tries = 0;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
