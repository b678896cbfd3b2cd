import { remember } from "../remember";

type WaitQueue = { running: number; waiting: (() => void)[] };

/** Thrown when too many are waiting: the caller should come back later. */
class TooManyWaiting extends Error {
  /** Doors read it as "unavailable", like a database without a free connection. */
  readonly code = "53300";
}

/**
 * Runs heavy work a few pieces at a time over the whole process, so that a flood of it does not take the chat's
 * processor. The rest waits in order.
 *
 * @throws TooManyWaiting when `maxWaiting` are waiting
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
    // While others wait, each piece is followed by a pause of its own length: a flood gets half of a core.
    const next = queue.waiting.shift();
    if (next) setTimeout(next, performance.now() - started);
    else queue.running--;
  }
}
