"use client";

import { useEffect } from "react";
import type { MessageView } from "@/lib/shared/views";
import { useCurrentRoom } from "../actions/message-actions-context";
import { useChat } from "../chat/chat-context";
import { useStore } from "../state/use-store";
import { messageAt } from "./message-window";
import { quoteKey } from "./quotes";

/**
 * The current state of a message of this room, loaded or fetched. "missing" if the reader may not read it; undefined
 * while unknown, and for null.
 */
export function useQuoted(seq: number | null): MessageView | "missing" | undefined {
  const { feed, roomId } = useCurrentRoom();
  const { quotes } = useChat();
  const here = useStore(feed, ({ messages }) => (seq === null ? undefined : messageAt(messages, seq)));
  const fetched = useStore(quotes.store, (all) => (seq === null ? undefined : all[quoteKey(roomId, seq)]));

  useEffect(() => {
    if (!here && seq !== null) quotes.load(roomId, seq);
  }, [here, quotes, roomId, seq]);

  return here ?? fetched;
}
