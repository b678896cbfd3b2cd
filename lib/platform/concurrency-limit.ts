import { remember } from "./remember";

type WaitQueue = { running: number; waiting: (() => void)[] };

/** Thrown when too many wait already: the caller is told to come back later. */
class TooManyWaiting extends Error {
  /** What doors read as "unavailable", like a database that takes no more connections. */
  readonly code = "53300";
}

/**
 * Does heavy work a few pieces at a time, over the whole process, so that a flood of it does not take the chat's
 * processor; the rest wait their turn, in order. Throws TooManyWaiting when `maxWaiting` wait already.
 */
export async function limitConcurrency<T>(
  name: string,
  { maxRunning, maxWaiting }: { maxRunning: number; maxWaiting: number },
  act: () => Promise<T>,
): Promise<T> {
  const queue = remember<WaitQueue>(`concurrency: ${name}`, () => ({ running: 0, waiting: [] }));
  if (queue.waiting.length >= maxWaiting) throw new TooManyWaiting(`Too many wait for ${name}`);
  if (queue.running >= maxRunning) await new Promise<void>((resolve) => queue.waiting.push(resolve));
  else queue.running++;
  const started = performance.now();
  try {
    return await act();
  } finally {
    // While others wait, each turn is followed by a rest as long as itself: a flood gets half of a core, and no more.
    const next = queue.waiting.shift();
    if (next) setTimeout(next, performance.now() - started);
    else queue.running--;
  }
}
