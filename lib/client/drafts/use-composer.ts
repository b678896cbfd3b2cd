"use client";

import { useCallback } from "react";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import { isBlank } from "@/lib/shared/text/blank";
import { lengthNear } from "@/lib/shared/text/text-length";
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

/** The composer of a room or a thread: its text, its remaining length, whether it can be sent, and how. */
export function useComposer(key: TimelineKey) {
  const { drafts, typingSignal } = useChat();
  const [text, type, takeDraft] = useDraft(key);
  const files = useDraftFileCount(key);
  const length = lengthLeft(text);

  /** Puts a refused message back into the field, after the text that is there, with its reply. */
  const giveBack = useCallback(
    (refused: Pick<OutgoingMessage, "text" | "replyTo">) => {
      type((typed) => (isBlank(typed) ? refused.text : `${typed.trimEnd()}\n${refused.text}`));
      if (refused.replyTo && !drafts.get(key).replyTo) drafts.reply(key, refused.replyTo);
    },
    [drafts, key, type],
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
      if (isBlank(value) || value.startsWith("/")) typingSignal.stopped(key);
      else typingSignal.typed(key);
    },
    /** Clears the field. The browser drops the draft once its message is stored. */
    take(kept: Promise<void>) {
      void takeDraft(text.trimEnd(), kept);
      typingSignal.stopped(key);
    },
  };
}
