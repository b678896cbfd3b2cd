/** Weight of the newest sample of the speed; older ones fade. */
const NEWEST = 0.3;
/** Samples are this far apart, in ms: closer ones tell the size of a buffer. */
const SAMPLE_MS = 500;
/** Progress is shown at most this often, in ms. */
const SHOWN_MS = 250;

/** Estimates how long an upload of `size` bytes still takes, from an exponential moving average of its speed. */
export function createSpeedometer(size: number) {
  let last: { bytes: number; at: number } | null = null;
  let shownAt = Number.NEGATIVE_INFINITY;
  let perMs: number | null = null;

  return {
    /**
     * Notes that `bytes` are sent, at `at` in ms. Returns the seconds that are left; null while unknown.
     */
    note(bytes: number, at: number): number | null {
      last ??= { bytes, at };
      if (at - last.at >= SAMPLE_MS) {
        const speed = Math.max(0, bytes - last.bytes) / (at - last.at);
        perMs = perMs === null ? speed : perMs + NEWEST * (speed - perMs);
        last = { bytes, at };
      }
      return perMs ? Math.ceil((size - bytes) / perMs / 1_000) : null;
    },
    /** Returns whether progress should be shown again, at `at` in ms. */
    isDue(at: number): boolean {
      if (at - shownAt < SHOWN_MS) return false;
      shownAt = at;
      return true;
    },
  };
}
