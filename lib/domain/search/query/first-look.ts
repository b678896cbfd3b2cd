import type { EntryQuery } from "./entry-query";
import type { EntryStatistics } from "./entry-statistics";

/** The first look of a search at the index. */
export type FirstLook = {
  /** Length of the newest span of time that is searched, as PostgreSQL's `interval`. */
  span: string;
  /** True if the index is to leave out other rooms; else each message that it finds is looked up among the reader's. */
  hasRooms: boolean;
  /** About the time of the first entry. */
  oldest: Date;
};

const ALL_TIME = "1000 years";
const HOUR_MS = 3_600_000;
/** Matches that a look aims at, for each that is wanted, and those that one look reads without a limit of time. */
const AIM = 1.2;
const AT_ONCE = 2;
/** The index is not asked for rooms that have more than this share of all messages. */
const MOST_ROOMS = 0.5;
/** Messages with the words that are looked up sooner than the index leaves out those of other rooms. */
const FEW = 300;

/**
 * Chooses a span of time that has about as many matches as are wanted, so that most searches need one look.
 * @param upper end of the time that is searched, in milliseconds
 * @param most matches that are wanted
 */
export function firstLook(
  query: EntryQuery,
  statistics: EntryStatistics,
  { upper, most }: { upper: number; most: number },
): FirstLook {
  const everywhere = statistics.count * shareOfWords(query, statistics);
  const rooms = query.rooms ? shareOfAny(query.rooms, statistics) : 1;
  const mine = everywhere * rooms;
  const spanMs = mine > AT_ONCE * most ? spanOf((AIM * most) / mine, statistics.times, upper) : null;
  const hasWords = query.must.length > 0 || query.anyOf.length > 0;
  return {
    span: spanMs === null ? ALL_TIME : `${Math.round(Math.max(spanMs, HOUR_MS))} milliseconds`,
    hasRooms: !hasWords || (rooms <= MOST_ROOMS && everywhere > FEW),
    oldest: new Date(statistics.times[0] ?? 0),
  };
}

/**
 * Estimates the share of entries that match. The tokens of `must` depend on each other, as in a phrase; words do a little, so
 * a second one leaves more than if they did not.
 */
function shareOfWords({ must, anyOf }: EntryQuery, statistics: EntryStatistics): number {
  const ofMust = Math.min(1, ...must.map((token) => shareOfAny([token], statistics)));
  const all = [ofMust, ...anyOf.map((tokens) => shareOfAny(tokens, statistics))].sort((a, b) => a - b);
  const [rarest = 1, second = 1] = all;
  return rarest * Math.max(0.1, Math.sqrt(second));
}

/** The share of entries that have any of some tokens: the sum of theirs, as few entries have two. */
function shareOfAny(tokens: readonly number[], { shares, least }: EntryStatistics): number {
  let [sum, rare] = [0, 0];
  for (const token of tokens) {
    const share = shares.get(token);
    if (share === undefined) rare += 1;
    else sum += share;
  }
  // A token below the least may be half as common, but many of them are about a tenth in the mean: Zipf's law.
  if (rare > 0) sum += least * (0.5 + 0.1 * (rare - 1));
  return Math.min(1, sum);
}

/**
 * Returns the length of time before `upper` that has this share of all entries; null if there are fewer. Entries that are
 * newer than the statistics are taken to be as many as one span of these has.
 */
function spanOf(share: number, times: readonly number[], upper: number): number | null {
  const each = 1 / (times.length - 1);
  const bounds = [...times, Math.max(upper, times.at(-1) ?? 0)];
  let left = share;
  for (let place = bounds.length - 1; place > 0; place--) {
    const [from = 0, to = 0] = bounds.slice(place - 1, place + 1);
    if (from >= upper) continue;
    const end = Math.min(to, upper);
    const here = to > from ? (each * (end - from)) / (to - from) : each;
    if (here >= left) return upper - end + ((end - from) * left) / here;
    left -= here;
  }
  return null;
}
