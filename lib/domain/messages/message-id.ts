import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

/** Asking the system for randomness costs the same for many bytes as for the sixteen of one id. */
const bytes = new Uint8Array(16 * 256);
let used = bytes.length;

/** A new message's id: a UUID v7 (RFC 9562, 5.7), whose randomness is asked of the system for 256 of them at once. */
export function messageId(): string {
  if (used === bytes.length) {
    randomFillSync(bytes);
    used = 0;
  }
  used += 16;
  return v7({ random: bytes.subarray(used - 16, used) });
}
