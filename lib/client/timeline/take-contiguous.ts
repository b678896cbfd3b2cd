import type { MessagesFrame } from "@/lib/shared/live";

/** Frames beyond this number are dropped, because a sync costs less than keeping them. */
const MOST_HELD = 500;

/**
 * Orders one room's frames by revision. `taken` may be applied now, in this order; `outOfOrder` arrived too early and
 * waits for earlier frames. Frames up to `rev` are dropped. A frame that starts before `rev` and ends after it is
 * applied whole, because its items are states, not steps.
 */
export function takeContiguous(rev: number, waiting: readonly MessagesFrame[]) {
  const taken: MessagesFrame[] = [];
  const outOfOrder: MessagesFrame[] = [];
  let at = rev;

  for (const frame of [...waiting].sort((a, b) => a.prevRev - b.prevRev || a.rev - b.rev)) {
    if (frame.rev <= at) continue;
    if (frame.prevRev > at) {
      outOfOrder.push(frame);
    } else {
      taken.push(frame);
      at = frame.rev;
    }
  }
  return { taken, outOfOrder: outOfOrder.slice(0, MOST_HELD), rev: at };
}
