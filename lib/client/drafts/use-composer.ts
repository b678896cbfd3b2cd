"use client";

import { useCallback } from "react";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { isBlank } from "@/lib/shared/text/blank";
import { lengthNear } from "@/lib/shared/text/text-length";
import type { MyRoomView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import type { OutgoingMessage } from "../outbox/pending";
import { useDraftFileCount } from "../uploads/use-draft-files";
import { useDraft } from "./use-draft";

/** The counter appears this many characters before the limit. */
const NEAR_END = 1_000;

/** The remaining length of a message, if it is near the limit, and whether the text can be sent. */
export function lengthLeft(text: string) {
  const left = BROWSER_LIMITS.messageLength - lengthNear(text, BROWSER_LIMITS.messageLength - NEAR_END);
  return { left: left < NEAR_END ? left : null, isFitting: left >= 0 && !isBlank(text) };
}

/** The composer of a room: its text, its remaining length, whether it can be sent, and how. */
export function useComposer(room: MyRoomView) {
  const { drafts, typingSignal } = useChat();
  const [text, type, takeDraft] = useDraft(room.id);
  const files = useDraftFileCount(room.id);
  const length = lengthLeft(text);

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
    left: length.left,
    /** There is something to send, and a message may be so long and have so many files. */
    isSendable: files.count > 0 ? files.isFitting && (length.left ?? 0) >= 0 : length.isFitting,
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
