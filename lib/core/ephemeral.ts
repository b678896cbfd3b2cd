import { remember } from "@/lib/platform/remember";
import { hub, publishWhisper } from "./publish";

/** How often a room hears of one person's mark at most. */
const SLOWLY_MS = 1_000;

/**
 * Tells those who hear a room something that may be lost, such as that somebody is typing: no row, no `rev`, no order.
 * Gives false where the speaker does not hear the room here, and so may not speak in it. Costs no look at the rows: the
 * hub's own members decide (P24).
 */
export function whisper(roomId: string, speakerId: string, type: string, payload: object): boolean {
  const version = hub()?.versionFor(roomId, speakerId);
  if (version === undefined) return false;
  publishWhisper(roomId, version, type, payload);
  return true;
}

type Slow = { timer: NodeJS.Timeout; next: (() => void) | null };

/**
 * The same at most once a second for each `key`: the first is told at once, of those that follow the newest when its turn
 * has come.
 */
export function whisperSlowly(key: string, tell: () => void): void {
  const slow = remember("whispers", () => new Map<string, Slow>());
  const waiting = slow.get(key);
  if (waiting) {
    waiting.next = tell;
    return;
  }
  tell();
  const timer = setTimeout(() => {
    const { next } = slow.get(key) ?? {};
    slow.delete(key);
    if (next) whisperSlowly(key, next);
  }, SLOWLY_MS);
  timer.unref();
  slow.set(key, { timer, next: null });
}
