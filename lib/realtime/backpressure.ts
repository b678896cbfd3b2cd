import type { Duplex } from "node:stream";
import { destroySoon } from "@/lib/platform/end-stream";
import { LIMITS } from "@/lib/shared/limits";

/** How long nothing more is read of a peer that says too much. */
const THROTTLE_MS = 50;

/** How long a WebSocket server waits for a peer's closing frame before it destroys the stream (an option of ws). */
export const CLOSE_OPTIONS = { closeTimeout: LIMITS.closingMs };

/** How many have a reason not to read of a stream now. */
const pauseCounts = new WeakMap<Duplex, number>();
const throttled = new WeakSet<Duplex>();
const closedForWrites = new WeakSet<Duplex>();

/** Reads nothing of a peer until what this gives is called, by everybody who held it. */
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

/** Reads on only after a rest, so that a flood costs a small share of a core until it ends its socket. */
export function throttleReads(stream: Duplex): void {
  if (throttled.has(stream)) return;
  throttled.add(stream);
  const resumeReads = pauseReads(stream);
  setTimeout(() => {
    throttled.delete(stream);
    resumeReads();
  }, THROTTLE_MS).unref();
}

/** Reads nothing more of a peer that misbehaved, and destroys its stream LIMITS.closingMs later. */
export function closeWrites(stream: Duplex): void {
  closedForWrites.add(stream);
  stream.pause();
  destroySoon(stream);
}

export const areWritesClosed = (stream: Duplex): boolean => closedForWrites.has(stream);
