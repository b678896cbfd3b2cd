import type { Rng } from "@/tests/support/random";

const STEPS = 2 ** 30;

/**
 * Draws an index below `count`. The one at `n` comes in proportion to 1 / (n + shift): Zipf's law, which Mandelbrot
 * shifted so that the first ones are less frequent.
 */
export function zipf(rng: Rng, count: number, shift = 1): number {
  return Math.floor(shift * (count / shift + 1) ** (rng.below(STEPS) / STEPS) - shift);
}

/** Draws true with this probability. */
export const chance = (rng: Rng, probability: number): boolean => rng.below(STEPS) < probability * STEPS;
