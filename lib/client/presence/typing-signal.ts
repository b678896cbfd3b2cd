type TypingSignalDeps = {
  /** Without a connection nothing is sent, and nothing counts as sent. */
  isReady: () => boolean;
  send: (roomId: string, isTyping: boolean) => void;
  now: () => number;
};

/** Clients forget a typing user after five seconds, so the signal repeats this often, in ms. */
const AGAIN_MS = 3_000;

/** Signals that the user is typing in a room, at most every three seconds, and that they stopped. */
export function createTypingSignal({ isReady, send: tell, now }: TypingSignalDeps) {
  let told: { roomId: string; at: number } | null = null;

  function stopped(roomId: string) {
    if (told?.roomId !== roomId) return;
    told = null;
    tell(roomId, false);
  }

  return {
    typed(roomId: string) {
      if (told && told.roomId !== roomId) stopped(told.roomId);
      if (!isReady() || (told && now() - told.at < AGAIN_MS)) return;
      told = { roomId, at: now() };
      tell(roomId, true);
    },
    /** Sent or cleared: other clients need not wait for the timeout. */
    stopped,
  };
}
