type TypingSignalDeps = {
  /** Without a connection nothing is told, and nothing counts as told. */
  isReady: () => boolean;
  send: (roomId: string, isTyping: boolean) => void;
  now: () => number;
};

/** Listeners forget a typist after five seconds: so often they are reminded, and not more often. */
const AGAIN_MS = 3_000;

/** Tells a room that one is typing, at most every three seconds, and that one no longer is. */
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
    /** Sent or emptied: the listeners need not wait. */
    stopped,
  };
}
