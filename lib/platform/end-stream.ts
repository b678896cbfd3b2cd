import type { Duplex } from "node:stream";
import { LIMITS } from "@/lib/shared/limits";

/**
 * Writes the last words of a connection and destroys it: when they have left, and LIMITS.closingMs later in any case.
 * `end` alone leaves it open for as long as the peer likes.
 */
export function endWith(stream: Duplex, text: string): void {
  stream.once("finish", () => stream.destroy());
  destroySoon(stream);
  stream.end(text);
}

/** Destroys a stream LIMITS.closingMs from now, in which its peer can read what was written. */
export function destroySoon(stream: Duplex): void {
  setTimeout(() => stream.destroy(), LIMITS.closingMs).unref();
}
