/** Which message was the newest at a time of the near past: what has come since then, nobody has seen for certain. */
export function createSeenUntil(keptMs: number) {
  let arrivals: { seq: number; at: number }[] = [];

  return {
    /** Somebody may have seen the message, which came `at` (milliseconds since 1970). */
    note(seq: number, at: number) {
      if (arrivals.at(-1)?.seq === seq) return;
      const old = arrivals.findLastIndex((each) => each.at <= at - keptMs);
      arrivals = [...arrivals.slice(Math.max(0, old)), { seq, at }];
    },
    /** The `seq` of the message that was the newest then; null where that is not known. */
    at: (time: number): number | null => arrivals.findLast((each) => each.at <= time)?.seq ?? null,
  };
}
