import type { Duplex } from "node:stream";
import { hold } from "./hold-off";

/** So many frames of one socket are begun at once, and as many again after so many milliseconds: 800 a second. */
const AT_ONCE = 8;
const EVERY_MS = 10;

/**
 * What one socket says, in order and a few frames at a time: whoever sends hundreds at once waits for their own frames,
 * and what the others say is done in between. While frames wait, nothing more is read of their socket. What is refused
 * anyway need not take this way.
 */
export class Inlet {
  private readonly waiting: (() => void)[] = [];
  private left = AT_ONCE;
  private isTurnComing = false;
  private letGo: (() => void) | null = null;

  constructor(private readonly stream: Duplex) {}

  /** Begins to answer a frame: now, or when it is its turn. */
  take(begin: () => void): void {
    if (this.left === 0) {
      this.waiting.push(begin);
      this.letGo ??= hold(this.stream);
      return;
    }
    this.begin(begin);
  }

  private begin(begin: () => void): void {
    this.left--;
    if (!this.isTurnComing) setTimeout(() => this.turn(), EVERY_MS);
    this.isTurnComing = true;
    begin();
  }

  private turn(): void {
    this.isTurnComing = false;
    this.left = AT_ONCE;
    for (const begin of this.waiting.splice(0, AT_ONCE)) this.begin(begin);
    if (this.waiting.length > 0) return;
    this.letGo?.();
    this.letGo = null;
  }
}
