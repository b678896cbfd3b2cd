/**
 * Waits between attempts, in ms: at least `least`, below a bound that starts at `first` and doubles up to `longest`.
 */
export type BackoffPlan = { least: number; first: number; longest: number };

/** All retry schedules of the browser. Add new ones here, so that every retry is jittered. */
export const BACKOFF = {
  /** The socket. After a server restart, idle clients spread their return over more than five seconds. */
  line: { least: 200, first: 5_700, longest: 10_000 },
  outbox: { least: 200, first: 1_000, longest: 15_000 },
  /** Missed changes, and unread counts that frames cannot tell. */
  sync: { least: 200, first: 1_000, longest: 30_000 },
  /** Reloading a window of messages. */
  window: { least: 500, first: 3_000, longest: 30_000 },
  marks: { least: 300, first: 2_000, longest: 30_000 },
  drafts: { least: 1_000, first: 10_000, longest: 60_000 },
  deletions: { least: 500, first: 3_000, longest: 30_000 },
  uploads: { least: 300, first: 2_000, longest: 20_000 },
  /** A script of the page that failed to load. */
  scripts: { least: 500, first: 2_000, longest: 15_000 },
} as const satisfies Record<string, BackoffPlan>;

/** `random` is uniform in [0, 1). */
type Options = { retryAfterMs?: number; random?: () => number };

/**
 * The wait before the next attempt, in ms: exponential backoff with full jitter (Marc Brooker, "Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015), uniform between `least` and the current bound.
 *
 * @param tries failures before this one
 * @param options.retryAfterMs the server's `Retry-After` (RFC 9110, section 10.2.3): no attempt comes earlier, and
 * clients given the same time are spread after it
 */
export function backoffMs(
  { least, first, longest }: BackoffPlan,
  tries: number,
  { retryAfterMs = 0, random = Math.random }: Options = {},
): number {
  // 2 ** 1024 is Infinity; the minimum is still `longest`.
  const bound = Math.max(least, Math.min(longest, first * 2 ** tries));
  const wait = least + (bound - least) * random();
  return retryAfterMs > 0 ? retryAfterMs + wait - least : wait;
}

/**
 * The delay of a `Retry-After` header in ms, given in seconds or as a date (RFC 9110, section 10.2.3); 0 without one.
 */
export function retryAfterOf(headers: Headers, now = Date.now()): number {
  const said = headers.get("retry-after")?.trim() ?? "";
  const ms = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

/** Named waits between attempts. `cut` ends all of them at once. */
export function createWaits(plan: BackoffPlan, random = Math.random) {
  const enders = new Map<string, () => void>();

  return {
    /** Resolves when the next attempt is due; see `backoffMs`. */
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
