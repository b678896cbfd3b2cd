import { unavailable } from "@/lib/core/errors";
import { LIMITS } from "@/lib/shared/limits";

/**
 * Reads a request's body in chunks, as slowly as they are taken. Nothing of it is read before the first chunk is asked
 * for.
 *
 * @param maxBytes size limit, counted while the bytes arrive
 * @param refuse makes the error for a longer body
 * @throws `unavailable` when the peer brings fewer than LIMITS.uploadProgress.bytes in its interval
 */
export async function* requestChunks(
  request: Request,
  maxBytes: number,
  refuse: () => Error,
): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  const reader = request.body.getReader();
  const progress = new Progress();
  let size = 0;
  running += 1;
  try {
    for (;;) {
      const { done, value } = await progress.within(reader.read());
      if (done) return;
      size += value.length;
      if (size > maxBytes) throw refuse();
      progress.add(value.length);
      if (running > 1) await nextTurn();
      yield value;
    }
  } finally {
    running -= 1;
    await reader.cancel().catch(() => {});
  }
}

/** Uploads whose bodies are being read. */
let running = 0;
let lastTurn: Promise<void> = Promise.resolve();

/** Time between the chunks (64 KiB) of all uploads together: about 60 MB/s. */
const TURN_MS = 1;

/**
 * Waits for a turn that no other upload has. One chunk of all uploads is hashed and written in a turn, and messages have
 * the event loop between two turns, however many uploads there are.
 */
function nextTurn(): Promise<void> {
  lastTurn = lastTurn.then(() => new Promise<void>((go) => setTimeout(go, TURN_MS)));
  return lastTurn;
}

/** Notices a peer that stalls. Time in which nobody waits for the peer does not count. */
class Progress {
  private waitedMs = 0;
  private bytes = 0;

  /** Waits for the peer's next bytes. @throws `unavailable` when its interval is over */
  async within<T>(next: Promise<T>): Promise<T> {
    const since = performance.now();
    const { promise: stalled, reject } = Promise.withResolvers<never>();
    const refuse = () => reject(unavailable("The upload stalled. Try again."));
    const timer = setTimeout(refuse, Math.max(0, LIMITS.uploadProgress.ms - this.waitedMs));
    try {
      return await Promise.race([next, stalled]);
    } finally {
      clearTimeout(timer);
      this.waitedMs += performance.now() - since;
    }
  }

  add(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes < LIMITS.uploadProgress.bytes) return;
    this.bytes = 0;
    this.waitedMs = 0;
  }
}
