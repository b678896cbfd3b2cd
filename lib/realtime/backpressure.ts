import type { Duplex } from "node:stream";
import { destroySoon } from "@/lib/platform/end-stream";
import { LIMITS } from "@/lib/shared/limits";

/** How long nothing more is read of a peer that says too much. */
const REST_MS = 50;

/** How long a WebSocket server waits for a peer's closing frame before it destroys the stream (an option of ws). */
export const CLOSING = { closeTimeout: LIMITS.closingMs };

/** How many have a reason not to read of a stream now. */
const holds = new WeakMap<Duplex, number>();
const resting = new WeakSet<Duplex>();
const shutStreams = new WeakSet<Duplex>();

/** Reads nothing of a peer until what this gives is called, by everybody who held it. */
export function hold(stream: Duplex): () => void {
  count(stream, 1);
  stream.pause();
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    if (count(stream, -1) === 0 && !shutStreams.has(stream)) stream.resume();
  };
}

function count(stream: Duplex, change: number): number {
  const many = (holds.get(stream) ?? 0) + change;
  holds.set(stream, many);
  return many;
}

/** Reads on only after a rest, so that a flood costs a small share of a core until it ends its socket. */
export function readSlowly(stream: Duplex): void {
  if (resting.has(stream)) return;
  resting.add(stream);
  const letGo = hold(stream);
  setTimeout(() => {
    resting.delete(stream);
    letGo();
  }, REST_MS).unref();
}

/** Reads nothing more of a peer that misbehaved, and destroys its stream LIMITS.closingMs later. */
export function shut(stream: Duplex): void {
  shutStreams.add(stream);
  stream.pause();
  destroySoon(stream);
}

export const isShut = (stream: Duplex): boolean => shutStreams.has(stream);
