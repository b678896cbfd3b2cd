"use client";

import { useCallback } from "react";
import { isBlank } from "@/lib/shared/blank";
import { LIMITS } from "@/lib/shared/limits";
import { lengthNear } from "@/lib/shared/text-length";
import type { MyRoomView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import type { OutgoingMessage } from "../outbox/pending";
import { useDraft } from "./use-draft";

/** The counter appears this many characters before the limit. */
const NEAR_END = 1_000;

/** The remaining length of a message, if it is near the limit, and whether the text can be sent. */
export function lengthLeft(text: string) {
  const left = LIMITS.messageLength - lengthNear(text, LIMITS.messageLength - NEAR_END);
  return { left: left < NEAR_END ? left : null, isFitting: left >= 0 && !isBlank(text) };
}

/** The composer of a room: its text, its remaining length, and how it is sent. */
export function useComposer(room: MyRoomView) {
  const { drafts, typingSignal } = useChat();
  const [text, type, takeDraft] = useDraft(room.id);

  /** Puts a refused message back into the field, after the text that is there, with its reply. */
  const giveBack = useCallback(
    (refused: Pick<OutgoingMessage, "text" | "replyTo">) => {
      type((typed) => (isBlank(typed) ? refused.text : `${typed.trimEnd()}\n${refused.text}`));
      if (refused.replyTo && !drafts.get(room.id).replyTo) drafts.reply(room.id, refused.replyTo);
    },
    [drafts, room.id, type],
  );

  return {
    text,
    giveBack,
    ...lengthLeft(text),
    /** Handles input in the field. Signals typing unless the text is a command. */
    change(value: string) {
      type(value);
      if (isBlank(value) || value.startsWith("/")) typingSignal.stopped(room.id);
      else typingSignal.typed(room.id);
    },
    /** Clears the field. The browser drops the draft once its message is stored. */
    take(kept: Promise<void>) {
      void takeDraft(text.trimEnd(), kept);
      typingSignal.stopped(room.id);
    },
  };
}
