/** Limits of polls. LIMITS has them too; the browser loads them with the form of a new poll. */
export const POLL_LIMITS = {
  pollOptions: { min: 2, max: 20 },
  pollOptionLength: 100,
  /** Days from now in which a poll can close by itself. */
  pollDays: 366,
  /** Voters of a poll up to whom each vote is counted at once; above, votes are counted once in so many milliseconds. */
  pollCounting: { atOnce: 100, ms: 1_000 },
} as const;
