import type { Duplex } from "node:stream";
import type { Bounds } from "./bounds";

/** The outlets that were written to in this turn of the event loop. */
const written: Outlet[] = [];

/**
 * The way out of one socket. Whole WebSocket frames go into the TCP stream as they are, past the libraries, which write
 * theirs whole as well; and all that a socket is told in one turn of the event loop (the frames of several rooms, the
 * acknowledgements of a commit) leaves in one system call. The system call is what fan-out costs.
 *
 * A peer that does not read is cut off when more than LIMITS.unreadBytes wait for it, or the first of them longer than
 * LIMITS.unreadMs. It heals by `sync` when it comes again. So what a server keeps for it is bounded.
 */
export class Outlet {
  private isHolding = false;
  private total = 0;
  private mark = { at: 0, total: 0 };

  /** @param isOpen whether frames may still be written: nothing follows a closing frame */
  constructor(
    private readonly stream: Duplex,
    private readonly isOpen: () => boolean,
    private readonly bounds: Bounds,
  ) {}

  /** Writes one or several whole frames. Does nothing on a socket that is closing. */
  write(frames: Buffer): void {
    if (!this.isOpen() || this.stream.destroyed) return;
    if (!this.isHolding && !this.hold()) return;
    this.total += frames.length;
    this.stream.write(frames);
  }

  /** Keeps back what is written until the turn is over; false where the peer was cut off instead. */
  private hold(): boolean {
    if (this.isStuck()) {
      this.stream.destroy();
      return false;
    }
    this.isHolding = true;
    this.stream.cork();
    if (written.push(this) === 1) process.nextTick(releaseAll);
    return true;
  }

  release(): void {
    this.isHolding = false;
    this.stream.uncork();
  }

  /** By bytes that wait, and by the age of the first: all that was written when `mark` was made has left, or has not. */
  private isStuck(): boolean {
    const waiting = this.stream.writableLength;
    if (waiting > this.bounds.unreadBytes) return true;
    const hasLeft = this.total - waiting >= this.mark.total;
    const now = performance.now();
    if (hasLeft) this.mark = { at: now, total: this.total };
    return !hasLeft && now - this.mark.at > this.bounds.unreadMs;
  }
}

function releaseAll(): void {
  for (const outlet of written.splice(0)) outlet.release();
}
