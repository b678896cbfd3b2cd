import { remember } from "@/lib/platform/remember";
import { hub, publishEphemeralFrame } from "./publish";

/** Shortest time between two read marks of one person in a room, in milliseconds. */
const THROTTLE_MS = 1_000;

/**
 * Publishes an ephemeral event to a room, such as typing: no row, no `rev`, no order, and it may be lost. It reads no
 * rows; the hub's own members decide (P24).
 *
 * @returns false if the speaker does not receive the room here, and so may not speak in it
 */
export function publishEphemeral(roomId: string, speakerId: string, type: string, payload: object): boolean {
  const version = hub()?.memberVersionFor(roomId, speakerId);
  if (version === undefined) return false;
  publishEphemeralFrame(roomId, version, type, payload);
  return true;
}

type Throttled = { timer: NodeJS.Timeout; next: (() => void) | null };

/** Publishes at most once a second for each `key`: the first at once, then the newest of those that follow. */
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
