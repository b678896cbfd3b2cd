import type { Duplex } from "node:stream";
import type { SocketLimits } from "./socket-limits";

/**
 * The way out of one socket. Whole WebSocket frames go into the TCP stream as they are, past the libraries, which write
 * theirs whole as well; and all that a socket is told at a time (the frames of several rooms, the acknowledgements of a
 * commit) leaves in one system call. The system call is what fan-out costs.
 *
 * A peer that does not read is cut off when more than LIMITS.unreadBytes wait for it, or the first of them longer than
 * LIMITS.unreadMs. It heals by `sync` when it comes again. So what a server keeps for it is bounded.
 */
export class SocketWriteBuffer {
  private readonly pending: Buffer[] = [];
  private pendingBytes = 0;
  private isScheduled = false;
  private hasReply = false;
  private total = 0;
  private mark = { at: performance.now(), total: 0 };

  /** @param isOpen whether frames may still be written: nothing follows a closing frame */
  constructor(
    private readonly stream: Duplex,
    private readonly isOpen: () => boolean,
    private readonly limits: SocketLimits,
  ) {}

  /**
   * Writes one or several whole frames: at the end of the turn, or a few milliseconds later where there is so much to
   * write that they leave with others (see Pace). Does nothing on a socket that is closing.
   */
  write(frames: Buffer): void {
    if (!this.isOpen() || this.stream.destroyed) return;
    if (this.pending.length === 0 && !this.destroyIfStuck()) return;
    this.total += frames.length;
    this.pendingBytes += frames.length;
    this.pending.push(frames);
    // What waits for its turn must not be more than what may wait for the peer.
    if (this.pendingBytes > this.limits.unreadBytes) this.flush();
    else this.scheduleFlush();
  }

  /** Writes what the peer waits for: at the end of the turn, with all that came before it. */
  writeReply(frames: Buffer): void {
    this.write(frames);
    if (this.hasReply) return;
    this.hasReply = true;
    if (withReplies.push(this) === 1) process.nextTick(flushReplies);
  }

  private scheduleFlush(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    scheduler.add(this);
  }

  /** It is this outlet's turn, among all that have something to write. */
  flushScheduled(): void {
    this.isScheduled = false;
    this.flush();
  }

  /** Writes now what would have left later: for who is about to close the socket. */
  flush(): void {
    this.hasReply = false;
    if (this.pending.length === 0) return;
    if (this.isOpen()) this.stream.write(joined(this.pending));
    this.pending.length = 0;
    this.pendingBytes = 0;
  }

  /** False where the peer was cut off. */
  private destroyIfStuck(): boolean {
    if (!this.isStuck()) return true;
    this.stream.destroy();
    return false;
  }

  /** By bytes that wait, and by the age of the first: all that was written when `mark` was made has left, or has not. */
  private isStuck(): boolean {
    const waiting = this.stream.writableLength;
    if (waiting > this.limits.unreadBytes) return true;
    const hasLeft = this.total - waiting >= this.mark.total;
    const now = performance.now();
    if (hasLeft) this.mark = { at: now, total: this.total };
    return !hasLeft && now - this.mark.at > this.limits.unreadMs;
  }
}

/** The outlets whose peers wait for something that was written in this turn of the event loop. */
const withReplies: SocketWriteBuffer[] = [];

function flushReplies(): void {
  for (const outlet of withReplies.splice(0)) outlet.flush();
}

/** After a round that took long the next one begins after four times that, but no later than this: in milliseconds. */
const MAX_PAUSE_MS = 5;
/** So long a round goes on before what came meanwhile has its turn: in milliseconds. */
const SLICE_MS = 2;
/** The clock is read once for so many outlets. */
const BUFFERS_PER_CLOCK_READ = 16;

/**
 * When outlets are flushed: in one round at the end of the turn, as long as that is quick. A process that writes a fifth
 * of its time lets frames wait for a moment, so that several for the same socket leave in one call; the busier it is, the
 * more do. A long round is interrupted, so that what others say meanwhile, and what was committed, does not wait for it.
 */
class FlushScheduler {
  private waiting: SocketWriteBuffer[] = [];
  private isRoundScheduled = false;
  private readyAt = 0;

  add(buffer: SocketWriteBuffer): void {
    this.waiting.push(buffer);
    if (!this.isRoundScheduled) this.scheduleRound();
  }

  private scheduleRound(): void {
    this.isRoundScheduled = true;
    const rest = this.readyAt - performance.now();
    if (rest < 1) process.nextTick(() => this.runRound(this.waiting.splice(0)));
    else setTimeout(() => this.runRound(this.waiting.splice(0)), rest);
  }

  /** @param tookMs how long the round has taken so far, without what was done in between */
  private runRound(buffers: SocketWriteBuffer[], from = 0, tookMs = 0): void {
    const started = performance.now();
    let [next, ended] = [from, started];
    while (next < buffers.length && ended - started < SLICE_MS) {
      for (const outlet of buffers.slice(next, next + BUFFERS_PER_CLOCK_READ)) outlet.flushScheduled();
      next += BUFFERS_PER_CLOCK_READ;
      ended = performance.now();
    }
    const allMs = tookMs + ended - started;
    if (next < buffers.length) setImmediate(() => this.runRound(buffers, next, allMs));
    else this.finishRound(ended, allMs);
  }

  private finishRound(at: number, tookMs: number): void {
    this.readyAt = at + Math.min(MAX_PAUSE_MS, 4 * tookMs);
    this.isRoundScheduled = false;
    if (this.waiting.length > 0) this.scheduleRound();
  }
}

const scheduler = new FlushScheduler();

/** What the last socket was told at a time: most of a room are told the same, which is put together once. */
let last = { parts: [] as readonly Buffer[], whole: Buffer.alloc(0) };

function joined(parts: readonly Buffer[]): Buffer {
  if (parts.length === 1) return parts[0]!;
  const isSame =
    parts.length === last.parts.length && parts.every((part, index) => part === last.parts[index]);
  if (!isSame) last = { parts: [...parts], whole: Buffer.concat(parts) };
  return last.whole;
}
