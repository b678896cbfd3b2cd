import { rate } from "@/lib/core/throttle";
import { LIMITS } from "@/lib/shared/limits";

/** How what a socket says compares with RATES.frames. Frames that are `over` are refused; a `flood` ends the socket. */
export type RateVerdict = "fine" | "over" | "flood";

/**
 * Counts the frames of one socket, whatever they say and whether they are answered: a bucket that leaks at the rate, and
 * is over when it is full. One that goes on is a flood at LIMITS.floodTimes of that.
 */
export class RateMeter {
  private level = 0;
  private at = performance.now();
  private readonly capacity: number;
  private readonly leakPerMs: number;

  constructor({ points, seconds } = rate("frames")) {
    this.capacity = points;
    this.leakPerMs = points / (seconds * 1000);
  }

  /** Takes note of a frame, or of so many frames (or bytes) at once. */
  count(many = 1): void {
    const now = performance.now();
    this.level = Math.max(0, this.level - (now - this.at) * this.leakPerMs) + many;
    this.at = now;
  }

  get verdict(): RateVerdict {
    if (this.level <= this.capacity) return "fine";
    return this.level <= this.capacity * LIMITS.floodTimes ? "over" : "flood";
  }
}
