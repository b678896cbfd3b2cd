import type { Duplex } from "node:stream";
import { hold } from "./backpressure";

/** So many frames of one socket may be unanswered. */
const AT_ONCE = 8;
/** Of what it says beyond that so many are begun, every so many milliseconds: 400 a second. */
const A_TURN = 4;
const EVERY_MS = 10;

/**
 * What one socket says, in order. Whoever waits for answers is never held up. Whoever says hundreds of things at once
 * waits for their own frames, of which a few are begun at a time, and what the others say is done in between; nothing
 * more is read of their socket until then. What is refused anyway need not take this way.
 */
export class Inlet {
  private readonly waiting: (() => Promise<void>)[] = [];
  private unanswered = 0;
  private letGo: (() => void) | null = null;

  constructor(private readonly stream: Duplex) {}

  /**
   * Begins to answer a frame: now, or when it is its turn.
   *
   * @param answer resolves when the frame is answered
   */
  take(answer: () => Promise<void>): void {
    if (this.letGo === null && this.unanswered < AT_ONCE) this.begin(answer);
    else this.putOff(answer);
  }

  private begin(answer: () => Promise<void>): void {
    this.unanswered++;
    void answer().finally(() => this.unanswered--);
  }

  private putOff(answer: () => Promise<void>): void {
    this.waiting.push(answer);
    if (this.letGo !== null) return;
    this.letGo = hold(this.stream);
    setTimeout(() => this.turn(), EVERY_MS);
  }

  /** Also where none of the last ones was answered: a slow answer keeps nothing else waiting. */
  private turn(): void {
    for (const answer of this.waiting.splice(0, A_TURN)) this.begin(answer);
    if (this.waiting.length > 0) {
      setTimeout(() => this.turn(), EVERY_MS);
      return;
    }
    this.letGo?.();
    this.letGo = null;
  }
}
