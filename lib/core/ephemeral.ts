import { remember } from "@/lib/platform/remember";
import { hub, publishEphemeralFrame } from "./publish";

/** How often a room hears of one person's mark at most. */
const THROTTLE_MS = 1_000;

/**
 * Tells those who hear a room something that may be lost, such as that somebody is typing: no row, no `rev`, no order.
 * Gives false where the speaker does not hear the room here, and so may not speak in it. Costs no look at the rows: the
 * hub's own members decide (P24).
 */
export function publishEphemeral(roomId: string, speakerId: string, type: string, payload: object): boolean {
  const version = hub()?.memberVersionFor(roomId, speakerId);
  if (version === undefined) return false;
  publishEphemeralFrame(roomId, version, type, payload);
  return true;
}

type Throttled = { timer: NodeJS.Timeout; next: (() => void) | null };

/**
 * The same at most once a second for each `key`: the first is told at once, of those that follow the newest when its turn
 * has come.
 */
export function publishThrottled(key: string, publish: () => void): void {
  const slow = remember("whispers", () => new Map<string, Throttled>());
  const waiting = slow.get(key);
  if (waiting) {
    waiting.next = publish;
    return;
  }
  publish();
  const timer = setTimeout(() => {
    const { next } = slow.get(key) ?? {};
    slow.delete(key);
    if (next) publishThrottled(key, next);
  }, THROTTLE_MS);
  timer.unref();
  slow.set(key, { timer, next: null });
}
