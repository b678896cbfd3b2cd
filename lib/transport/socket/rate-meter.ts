import { rate } from "@/lib/core/throttle";
import { LIMITS } from "@/lib/shared/limits";

/** Rating of a socket's frames by RATES.frames. Frames that are `over` are refused; a `flood` ends the socket. */
export type RateVerdict = "fine" | "over" | "flood";

/**
 * Counts the frames of one socket, answered or not, in a leaky bucket: `over` when it is full, a `flood` at
 * LIMITS.floodTimes of that.
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

  /** Counts one frame, or so many frames (or bytes) at once. */
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
