import type { MessagesFrame } from "@/lib/shared/live";

/** More frames than this are not worth holding: catching up costs less than keeping them. */
const MOST_HELD = 500;

/**
 * One room's frames in the order of its changes. Of the frames that waited and those that has just come, `taken` may be applied now,
 * in this order; `outOfOrder` came too early and waits for the frame before it. What is older than `rev` is dropped.
 * A frame that begins before `rev` and ends after it is taken whole: its items are states, not steps.
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
