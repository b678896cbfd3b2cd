import { remember } from "./remember";

type Line = { running: number; waiting: (() => void)[] };

/** Thrown when too many wait already: the caller is told to come back later. */
class TooManyWaiting extends Error {
  /** What doors read as "unavailable", like a database that takes no more connections. */
  readonly code = "53300";
}

/**
 * Does heavy work a few pieces at a time, over the whole process, so that a flood of it does not take the chat's
 * processor; the rest wait their turn, in order. Throws TooManyWaiting when `longest` wait already.
 */
export async function inTurn<T>(
  name: string,
  { atOnce, longest }: { atOnce: number; longest: number },
  act: () => Promise<T>,
): Promise<T> {
  const line = remember<Line>(`turns: ${name}`, () => ({ running: 0, waiting: [] }));
  if (line.waiting.length >= longest) throw new TooManyWaiting(`Too many wait for ${name}`);
  if (line.running >= atOnce) await new Promise<void>((resolve) => line.waiting.push(resolve));
  else line.running++;
  const started = performance.now();
  try {
    return await act();
  } finally {
    // While others wait, each turn is followed by a rest as long as itself: a flood gets half of a core, and no more.
    const next = line.waiting.shift();
    if (next) setTimeout(next, performance.now() - started);
    else line.running--;
  }
}
