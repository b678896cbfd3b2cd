import type { Duplex } from "node:stream";
import { LIMITS } from "@/lib/shared/limits";

/**
 * Writes the last text of a connection and destroys it when the text has left, after LIMITS.closingMs at the latest.
 * `end` alone would leave it open for as long as the peer likes.
 */
export function endWith(stream: Duplex, text: string): void {
  stream.once("finish", () => stream.destroy());
  destroySoon(stream);
  stream.end(text);
}

/** Destroys a stream after LIMITS.closingMs, in which its peer can read what was written. */
export function destroySoon(stream: Duplex): void {
  setTimeout(() => stream.destroy(), LIMITS.closingMs).unref();
}
