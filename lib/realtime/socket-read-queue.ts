import type { Duplex } from "node:stream";
import { pauseReads } from "./backpressure";

/** So many frames of one socket may be unanswered. */
const MAX_UNANSWERED = 8;
/** Of what it says beyond that so many are begun, every so many milliseconds: 400 a second. */
const BATCH = 4;
const BATCH_INTERVAL_MS = 10;

/**
 * What one socket says, in order. Whoever waits for answers is never held up. Whoever says hundreds of things at once
 * waits for their own frames, of which a few are begun at a time, and what the others say is done in between; nothing
 * more is read of their socket until then. What is refused anyway need not take this way.
 */
export class SocketReadQueue {
  private readonly waiting: (() => Promise<void>)[] = [];
  private unanswered = 0;
  private resumeReads: (() => void) | null = null;

  constructor(private readonly stream: Duplex) {}

  /**
   * Begins to answer a frame: now, or when it is its turn.
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

  /** Also where none of the last ones was answered: a slow answer keeps nothing else waiting. */
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
