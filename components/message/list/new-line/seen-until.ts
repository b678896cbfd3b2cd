/** Remembers which message was the newest at recent times, because nobody has certainly seen later ones. */
export function createSeenUntil(keptMs: number) {
  let arrivals: { seq: number; at: number }[] = [];

  return {
    /** Records that a message may have been seen, which arrived `at` (milliseconds since 1970). */
    note(seq: number, at: number) {
      if (arrivals.at(-1)?.seq === seq) return;
      const old = arrivals.findLastIndex((each) => each.at <= at - keptMs);
      arrivals = [...arrivals.slice(Math.max(0, old)), { seq, at }];
    },
    /** The `seq` of the newest message at a time; null if unknown. */
    at: (time: number): number | null => arrivals.findLast((each) => each.at <= time)?.seq ?? null,
  };
}
