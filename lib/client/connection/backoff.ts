/** The waits between attempts at one thing, in ms: at least `least`, and below a bound that doubles with each failure. */
export type BackoffPlan = { least: number; first: number; longest: number };

/** Every retry of the browser, by what is tried. A new one belongs here, so that no two clients ever march in step. */
export const BACKOFF = {
  /** The socket. After a restart of the server, clients that only listen come back over five seconds and more. */
  line: { least: 200, first: 5_700, longest: 10_000 },
  outbox: { least: 200, first: 1_000, longest: 15_000 },
  /** What was missed, and how much is unread where frames do not tell. */
  sync: { least: 200, first: 1_000, longest: 30_000 },
  /** A window of messages that has to be read anew. */
  window: { least: 500, first: 3_000, longest: 30_000 },
  drafts: { least: 1_000, first: 10_000, longest: 60_000 },
  deletions: { least: 500, first: 3_000, longest: 30_000 },
  /** A script of the page that could not be fetched. */
  scripts: { least: 500, first: 2_000, longest: 15_000 },
} as const satisfies Record<string, BackoffPlan>;

/** `random` is uniform in [0, 1). */
type Options = { retryAfterMs?: number; random?: () => number };

/**
 * How long to wait before the next attempt, in ms: exponential backoff with full jitter (Marc Brooker, "Exponential
 * Backoff And Jitter", AWS Architecture Blog, 2015), uniform between `least` and the bound of this failure.
 * `tries` counts the failures before this one. `retryAfterMs` is what the server asked for (RFC 9110, section 10.2.3): no attempt
 * comes earlier, and those who were told the same moment do not all come at it.
 */
export function backoffMs(
  { least, first, longest }: BackoffPlan,
  tries: number,
  { retryAfterMs = 0, random = Math.random }: Options = {},
): number {
  // 2 ** 1024 is Infinity, of which the smaller is still `longest`.
  const bound = Math.max(least, Math.min(longest, first * 2 ** tries));
  const wait = least + (bound - least) * random();
  return retryAfterMs > 0 ? retryAfterMs + wait - least : wait;
}

/** The ms that a `Retry-After` header asks for, in seconds or as a date (RFC 9110, section 10.2.3); 0 where it says nothing. */
export function retryAfterOf(headers: Headers, now = Date.now()): number {
  const said = headers.get("retry-after")?.trim() ?? "";
  const ms = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

/** Waits between attempts, by name, which can be cut short when there is news. */
export function createWaits(plan: BackoffPlan, random = Math.random) {
  const enders = new Map<string, () => void>();

  return {
    /** Resolves when it is time for the next attempt; see `backoffMs`. */
    take(name: string, tries: number, retryAfterMs = 0): Promise<void> {
      return new Promise<void>((resolve) => {
        const timer = setTimeout(end, backoffMs(plan, tries, { retryAfterMs, random }));
        function end() {
          clearTimeout(timer);
          enders.delete(name);
          resolve();
        }
        enders.set(name, end);
      });
    },
    cut() {
      for (const end of [...enders.values()]) end();
    },
  };
}
