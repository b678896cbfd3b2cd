import type { MessageMatch } from "./match/match-message";

/** A found message with everything on which its rank depends. */
export type RankedMessage = { match: MessageMatch; sentAt: number; isFamiliar: boolean; length: number };

const DAY_MS = 24 * 3_600_000;
/** Weights of the features: the most that each adds. Words as written, and close together, decide; age and places only order equals. */
const WEIGHT = {
  words: 1,
  closeness: 0.6,
  order: 0.25,
  repeats: 0.1,
  short: 0.15,
  recency: 0.3,
  familiar: 0.1,
};
/** Age at which a message has half of what recency adds. */
const HALF_LIFE_MS = 60 * DAY_MS;

/** Returns how well a message fits a search: more is better. */
export function scoreOf({ match, sentAt, isFamiliar, length }: RankedMessage, now: number): number {
  const { qualities, hits } = match;
  const words = average(qualities);
  const closest = closestSpan(hits.filter((found) => found.length > 0));
  const repeats = hits.flat().length / Math.max(1, hits.length) - 1;
  return (
    WEIGHT.words * words ** 2 +
    WEIGHT.closeness / (1 + 0.5 * closest.gap) +
    WEIGHT.order * Number(closest.isInOrder) +
    WEIGHT.repeats * Math.min(1, Math.max(0, repeats) / 3) +
    WEIGHT.short / (1 + length / 300) +
    WEIGHT.recency * 0.5 ** (Math.max(0, now - sentAt) / HALF_LIFE_MS) +
    WEIGHT.familiar * Number(isFamiliar)
  );
}

const average = (values: readonly number[]) =>
  values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Returns the fewest words between one hit of each term, and whether these are in the order of the search. */
function closestSpan(hits: readonly MessageMatch["hits"][number][]): { gap: number; isInOrder: boolean } {
  if (hits.length < 2) return { gap: 0, isInOrder: true };
  const all = hits
    .flatMap((found, term) => found.map(({ place }) => ({ place, term })))
    .sort((a, b) => a.place - b.place);
  let best = { gap: Number.POSITIVE_INFINITY, isInOrder: false };
  const latest = new Map<number, number>();
  for (const { place, term } of all) {
    latest.set(term, place);
    if (latest.size < hits.length) continue;
    const places = [...latest.values()];
    const gap = Math.max(...places) - Math.min(...places) - (hits.length - 1);
    const isInOrder = hits.every(
      (_, index) => index === 0 || (latest.get(index - 1) ?? 0) <= (latest.get(index) ?? 0),
    );
    if (gap < best.gap || (gap === best.gap && isInOrder)) best = { gap: Math.max(0, gap), isInOrder };
  }
  return best;
}
