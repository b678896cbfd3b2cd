import type { Duplex } from "node:stream";
import { destroySoon } from "@/lib/platform/http/end-stream";
import { LIMITS } from "@/lib/shared/limits";

/** Pause in reading from a peer that sends too much, in milliseconds. */
const THROTTLE_MS = 50;

/** Time that a WebSocket server waits for a peer's closing frame before it destroys the stream (an option of ws). */
export const CLOSE_OPTIONS = { closeTimeout: LIMITS.closingMs };

/** Number of callers that have paused each stream. */
const pauseCounts = new WeakMap<Duplex, number>();
const throttled = new WeakSet<Duplex>();
const closedForWrites = new WeakSet<Duplex>();

/** Pauses reading from a stream until every caller has called the function that it got. */
export function pauseReads(stream: Duplex): () => void {
  changePauseCount(stream, 1);
  stream.pause();
  let isPaused = true;
  return () => {
    if (!isPaused) return;
    isPaused = false;
    if (changePauseCount(stream, -1) === 0 && !closedForWrites.has(stream)) stream.resume();
  };
}

function changePauseCount(stream: Duplex, change: number): number {
  const many = (pauseCounts.get(stream) ?? 0) + change;
  pauseCounts.set(stream, many);
  return many;
}

/** Pauses reading for THROTTLE_MS, so that a flood costs a small share of a core until its socket ends. */
export function throttleReads(stream: Duplex): void {
  if (throttled.has(stream)) return;
  throttled.add(stream);
  const resumeReads = pauseReads(stream);
  setTimeout(() => {
    throttled.delete(stream);
    resumeReads();
  }, THROTTLE_MS).unref();
}

/**
 * Stops reading from a peer that misbehaved, and destroys its stream after LIMITS.closingMs, in which the last frames
 * leave.
 */
export function closeWrites(stream: Duplex): void {
  closedForWrites.add(stream);
  stream.pause();
  destroySoon(stream);
}

export const areWritesClosed = (stream: Duplex): boolean => closedForWrites.has(stream);
