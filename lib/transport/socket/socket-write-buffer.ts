import type { Duplex } from "node:stream";
import type { SocketLimits } from "./socket-limits";

/**
 * Write buffer of one socket. It writes whole WebSocket frames to the TCP stream, past the libraries, which write
 * theirs whole as well. Frames of several rooms and the acknowledgements of a commit leave in one system call,
 * because system calls are the cost of fan-out.
 *
 * A peer that does not read is disconnected when more than LIMITS.unreadBytes wait for it, or the first of them
 * longer than LIMITS.unreadMs. So the memory for it is bounded; it catches up by `sync`.
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
   * Writes one or several whole frames: at the end of the turn, or a few milliseconds later under load (see
   * FlushScheduler). Does nothing on a closing socket.
   */
  write(frames: Buffer): void {
    if (!this.isOpen() || this.stream.destroyed) return;
    if (this.pending.length === 0 && !this.destroyIfStuck()) return;
    this.total += frames.length;
    this.pendingBytes += frames.length;
    this.pending.push(frames);
    // Scheduled bytes must not exceed the limit of unread ones.
    if (this.pendingBytes > this.limits.unreadBytes) this.flush();
    else this.scheduleFlush();
  }

  /** Writes a reply that the peer waits for at the end of the turn, with all frames before it. */
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

  /** Flushes in the scheduler's round. */
  flushScheduled(): void {
    this.isScheduled = false;
    this.flush();
  }

  /** Writes all pending frames now, before the socket closes. */
  flush(): void {
    this.hasReply = false;
    if (this.pending.length === 0) return;
    if (this.isOpen()) this.stream.write(joined(this.pending));
    this.pending.length = 0;
    this.pendingBytes = 0;
  }

  /** Destroys the stream of a peer that does not read. @returns false if it did */
  private destroyIfStuck(): boolean {
    if (!this.isStuck()) return true;
    this.stream.destroy();
    return false;
  }

  /** A peer is stuck if too many bytes wait, or if bytes from before `mark` wait too long. */
  private isStuck(): boolean {
    const waiting = this.stream.writableLength;
    if (waiting > this.limits.unreadBytes) return true;
    const hasLeft = this.total - waiting >= this.mark.total;
    const now = performance.now();
    if (hasLeft) this.mark = { at: now, total: this.total };
    return !hasLeft && now - this.mark.at > this.limits.unreadMs;
  }
}

/** Buffers with a reply that was written in this turn of the event loop. */
const withReplies: SocketWriteBuffer[] = [];

function flushReplies(): void {
  for (const outlet of withReplies.splice(0)) outlet.flush();
}

/** Longest pause between two rounds, in milliseconds. After a slow round the pause is four times its duration. */
const MAX_PAUSE_MS = 5;
/** Longest slice of a round before other work gets its turn, in milliseconds. */
const SLICE_MS = 2;
/** Buffers that are flushed per reading of the clock. */
const BUFFERS_PER_CLOCK_READ = 16;

/**
 * Schedules the flushing of write buffers: one round at the end of the turn, as long as rounds are quick. A process
 * that spends a fifth of its time on writes delays frames by some milliseconds, so that several for one socket leave
 * in one call; the busier it is, the more do. A long round is interrupted, so that incoming frames and commits do not
 * wait for it.
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

  /** @param tookMs duration of the round so far in milliseconds, without the pauses between its slices */
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

/** Frames of the last flush: most sockets of a room get the same ones, which are joined once. */
let last = { parts: [] as readonly Buffer[], whole: Buffer.alloc(0) };

function joined(parts: readonly Buffer[]): Buffer {
  if (parts.length === 1) return parts[0]!;
  const isSame =
    parts.length === last.parts.length && parts.every((part, index) => part === last.parts[index]);
  if (!isSame) last = { parts: [...parts], whole: Buffer.concat(parts) };
  return last.whole;
}
