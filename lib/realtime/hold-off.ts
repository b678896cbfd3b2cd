import type { Duplex } from "node:stream";

/** How long nothing more is read of a peer that says too much. */
const REST_MS = 50;
/** How long a peer that misbehaved has to read why its socket is closed. */
const GRACE_MS = 1_000;

const shutStreams = new WeakSet<Duplex>();

/** Reads on only after a rest, so that a flood costs a small share of a core until it ends its socket. */
export function readSlowly(stream: Duplex): void {
  if (stream.isPaused()) return;
  stream.pause();
  setTimeout(() => shutStreams.has(stream) || stream.resume(), REST_MS).unref();
}

/** Reads nothing more of a peer that misbehaved, and frees its socket soon, whether it answers the closing frame or not. */
export function shut(stream: Duplex): void {
  shutStreams.add(stream);
  stream.pause();
  setTimeout(() => stream.destroy(), GRACE_MS).unref();
}
