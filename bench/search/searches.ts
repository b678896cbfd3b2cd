import { setTimeout as wait } from "node:timers/promises";
import type { Parley } from "@/e2e/server";
import type { Rng } from "@/tests/support/random";
import { type PublishedQuery, QUERIES } from "./queries";
import type { Actor } from "./workspace";

/** An answered query, and the milliseconds from its request to the whole answer. */
export type Answer = { query: PublishedQuery; ms: number; total: number; isPartial: boolean };

/** Asks one query over REST. */
export async function ask({ url }: Parley, { token }: Actor, query: PublishedQuery): Promise<Answer> {
  const began = performance.now();
  const response = await fetch(`${url}/api/v1/search?q=${encodeURIComponent(query.q)}&limit=20`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  const ms = performance.now() - began;
  if (!response.ok) throw new Error(`${query.q} was answered with ${response.status}: ${text}`);
  const { total, isPartial } = JSON.parse(text) as { total: number; isPartial: boolean };
  return { query, ms, total, isPartial };
}

/**
 * Runs all queries so many times, in another order each time.
 * @param everyMs from the start of one to the start of the next, where the answer is there by then
 */
export async function rounds<T>(
  rng: Rng,
  { count, everyMs }: { count: number; everyMs: number },
  run: (query: PublishedQuery) => Promise<T>,
): Promise<T[]> {
  const answers: T[] = [];
  for (let round = 0; round < count; round++)
    for (const query of shuffled(rng)) {
      const due = performance.now() + everyMs;
      answers.push(await run(query));
      await wait(Math.max(0, due - performance.now()));
    }
  return answers;
}

const shuffled = (rng: Rng) =>
  QUERIES.map((query) => ({ query, at: rng.below(2 ** 30) }))
    .sort((a, b) => a.at - b.at)
    .map(({ query }) => query);
