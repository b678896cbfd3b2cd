import type { TimelineKey } from "@/lib/shared/messages/timeline-key";

type TypingSignalDeps = {
  /** Without a connection nothing is sent, and nothing counts as sent. */
  isReady: () => boolean;
  send: (key: TimelineKey, isTyping: boolean) => void;
  now: () => number;
};

/** Clients forget a typing user after five seconds, so the signal repeats this often, in ms. */
const AGAIN_MS = 3_000;

/** Signals that the user is typing in a room or thread, at most every three seconds, and that they stopped. */
export function createTypingSignal({ isReady, send: tell, now }: TypingSignalDeps) {
  let told: { key: TimelineKey; at: number } | null = null;

  function stopped(key: TimelineKey) {
    if (told?.key !== key) return;
    told = null;
    tell(key, false);
  }

  return {
    typed(key: TimelineKey) {
      if (told && told.key !== key) stopped(told.key);
      if (!isReady() || (told && now() - told.at < AGAIN_MS)) return;
      told = { key, at: now() };
      tell(key, true);
    },
    /** Sent or cleared: other clients need not wait for the timeout. */
    stopped,
  };
}
