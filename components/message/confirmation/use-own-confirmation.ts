"use client";

import { useEffect, useReducer, useRef, useState } from "react";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";
import type { MessageView, OwnConfirmationView } from "@/lib/shared/views";

/** Milliseconds after which the number of people who wait is read again, however many confirm meanwhile. */
const RECOUNT_MS = 1_000;

/**
 * My part in a request to confirm a message: null until it is known. It follows my other devices, and is read again after a gap
 * in the connection. The number of people who
 * wait is read again after others confirm, by those who may see it.
 */
export function useOwnConfirmation({ id, confirmation }: MessageView) {
  const chat = useChat();
  const acts = useMessageActions();
  const [own, set] = useState<OwnConfirmationView | null>(null);
  const [reading, readAgain] = useReducer((count: number) => count + 1, 0);
  const hasCount = own !== null && own.waiting !== null;
  const confirmed = confirmation?.confirmed;
  const counted = useRef(confirmed);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `reading` asks for another read.
  useEffect(() => {
    let isWanted = true;
    void call("GET /messages/{message}/confirmation", { message: id }).then((answer) => {
      if (isWanted && answer.ok) set(answer.data);
    });
    return () => {
      isWanted = false;
    };
  }, [id, reading]);

  useEffect(() => {
    if (!hasCount || counted.current === confirmed) return;
    const timer = setTimeout(() => {
      counted.current = confirmed;
      readAgain();
    }, RECOUNT_MS);
    return () => clearTimeout(timer);
  }, [hasCount, confirmed]);

  useEffect(
    () =>
      chat.listChanges.confirmations.subscribe((told) => {
        if (told === null) readAgain();
        else if (told.messageId === id)
          set((before) => before && { ...before, confirmedAt: told.confirmedAt });
      }),
    [chat, id],
  );

  /** Confirms the message, or takes that back. */
  async function confirm(on: boolean) {
    set((before) => before && { ...before, confirmedAt: on ? new Date().toISOString() : null });
    const answer = await chat.call("confirm", { messageId: id, on });
    acts.sayFailure(answer);
    if (!answer.ok) readAgain();
  }

  return { own, confirm };
}
