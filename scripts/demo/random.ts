import { v7 } from "uuid";

/** A random number generator that repeats for the same seed: mulberry32 over a hash of the seed. */
export class Random {
  private state: number;

  constructor(private readonly seed: string) {
    this.state = hashOf(seed);
  }

  /** Makes a generator for one part, so that a change of another part leaves this one as it is. */
  fork(part: string): Random {
    return new Random(`${this.seed}/${part}`);
  }

  /** Returns a number from 0 up to, but not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Returns a whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.next() * from.length)];
    if (picked === undefined) throw new Error("There is nothing to pick from");
    return picked;
  }

  shuffled<T>(from: readonly T[]): T[] {
    return from
      .map((one) => ({ one, key: this.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ one }) => one);
  }

  /** Shuffles `from` so that heavy items tend to come first (Efraimidis and Spirakis, 2006). */
  weighted<T>(from: readonly T[], weightOf: (one: T) => number): T[] {
    return from
      .map((one) => ({ one, key: this.next() ** (1 / weightOf(one)) }))
      .sort((a, b) => b.key - a.key)
      .map(({ one }) => one);
  }

  /** Makes a UUID v7 of a moment, in milliseconds. */
  id(at: number): string {
    return v7({ msecs: at, random: Uint8Array.from({ length: 16 }, () => this.whole(0, 255)) });
  }
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
