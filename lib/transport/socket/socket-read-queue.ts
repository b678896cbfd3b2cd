import type { Duplex } from "node:stream";
import { pauseReads } from "./backpressure";

/** Frames of one socket that may be unanswered. */
const MAX_UNANSWERED = 8;
/** Frames beyond that are started in batches of 4, every 10 milliseconds: 400 a second. */
const BATCH = 4;
const BATCH_INTERVAL_MS = 10;

/**
 * Queues the frames of one socket. A client that waits for answers is never delayed. A client that sends hundreds at
 * once waits for its own frames: a few are started at a time, so that others are served in between, and reading from
 * its socket pauses. Frames that are refused anyway need not come here.
 */
export class SocketReadQueue {
  private readonly waiting: (() => Promise<void>)[] = [];
  private unanswered = 0;
  private resumeReads: (() => void) | null = null;

  constructor(private readonly stream: Duplex) {}

  /**
   * Starts to answer a frame, now or when its batch comes.
   *
   * @param answer resolves when the frame is answered
   */
  enqueue(answer: () => Promise<void>): void {
    if (this.resumeReads === null && this.unanswered < MAX_UNANSWERED) this.start(answer);
    else this.defer(answer);
  }

  private start(answer: () => Promise<void>): void {
    this.unanswered++;
    void answer().finally(() => this.unanswered--);
  }

  private defer(answer: () => Promise<void>): void {
    this.waiting.push(answer);
    if (this.resumeReads !== null) return;
    this.resumeReads = pauseReads(this.stream);
    setTimeout(() => this.startDeferred(), BATCH_INTERVAL_MS);
  }

  /** Starts the next batch even if no frame of the last one is answered: a slow answer delays nothing else. */
  private startDeferred(): void {
    for (const answer of this.waiting.splice(0, BATCH)) this.start(answer);
    if (this.waiting.length > 0) {
      setTimeout(() => this.startDeferred(), BATCH_INTERVAL_MS);
      return;
    }
    this.resumeReads?.();
    this.resumeReads = null;
  }
}
