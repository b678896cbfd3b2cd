import type { Duplex } from "node:stream";
import type { Bounds } from "./bounds";

/** The outlets that were written to in this turn of the event loop. */
const written: Outlet[] = [];

/** So little is copied into one piece, which costs less than to hand the system several. */
const COPIED_BYTES = 16 * 1024;

/**
 * The way out of one socket. Whole WebSocket frames go into the TCP stream as they are, past the libraries, which write
 * theirs whole as well; and all that a socket is told in one turn of the event loop (the frames of several rooms, the
 * acknowledgements of a commit) leaves in one system call. The system call is what fan-out costs.
 *
 * A peer that does not read is cut off when more than LIMITS.unreadBytes wait for it, or the first of them longer than
 * LIMITS.unreadMs. It heals by `sync` when it comes again. So what a server keeps for it is bounded.
 */
export class Outlet {
  private readonly pending: Buffer[] = [];
  private total = 0;
  private mark = { at: 0, total: 0 };

  /** @param isOpen whether frames may still be written: nothing follows a closing frame */
  constructor(
    private readonly stream: Duplex,
    private readonly isOpen: () => boolean,
    private readonly bounds: Bounds,
  ) {}

  /** Writes one or several whole frames, at the end of the turn. Does nothing on a socket that is closing. */
  write(frames: Buffer): void {
    if (!this.isOpen() || this.stream.destroyed) return;
    if (this.pending.length === 0 && !this.begin()) return;
    this.total += frames.length;
    this.pending.push(frames);
  }

  /** Writes now what would have left with the turn: for who closes the socket in it. */
  flush(): void {
    if (this.pending.length === 0) return;
    if (this.isOpen()) this.leave();
    this.pending.length = 0;
  }

  private leave(): void {
    if (this.pending.length === 1) this.stream.write(this.pending[0]);
    else if (lengthOf(this.pending) <= COPIED_BYTES) this.stream.write(Buffer.concat(this.pending));
    else this.leaveTogether();
  }

  private leaveTogether(): void {
    this.stream.cork();
    for (const frames of this.pending) this.stream.write(frames);
    this.stream.uncork();
  }

  /** False where the peer was cut off instead. */
  private begin(): boolean {
    if (this.isStuck()) {
      this.stream.destroy();
      return false;
    }
    if (written.push(this) === 1) process.nextTick(flushAll);
    return true;
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

function flushAll(): void {
  for (const outlet of written.splice(0)) outlet.flush();
}

const lengthOf = (frames: Buffer[]) => frames.reduce((sum, { length }) => sum + length, 0);
