"use client";

import { LIMITS } from "@/lib/shared/limits";
import type { MyRoomView } from "@/lib/shared/views";
import { useChat } from "./chat-context";
import { lengthNear } from "./text-length";
import { useDraft } from "./use-draft";

/** The counter shows itself this many characters before the end. */
const NEAR_END = 1_000;

/** What fits into a message: how many characters are left where that matters, and whether it could be sent. */
export function roomLeft(text: string) {
  const left = LIMITS.messageLength - lengthNear(text, LIMITS.messageLength - NEAR_END);
  return { left: left < NEAR_END ? left : null, isFitting: left >= 0 && text.trim() !== "" };
}

/** The message that is being written in a room: its text, how much fits in, and how it leaves. */
export function useMessage(room: MyRoomView) {
  const { around } = useChat();
  const [text, type, takeDraft] = useDraft(room.id);

  return {
    text,
    type,
    ...roomLeft(text),
    /** What somebody types, who is told to be typing unless it is a command. */
    change(value: string) {
      type(value);
      if (value.trim() === "" || value.startsWith("/")) around.typingSignal.stopped(room.id);
      else around.typingSignal.typed(room.id);
    },
    /** Empties the field; the device forgets the draft once what it became is kept. */
    take(kept: Promise<void>) {
      void takeDraft(text.trimEnd(), kept);
      around.typingSignal.stopped(room.id);
    },
  };
}
