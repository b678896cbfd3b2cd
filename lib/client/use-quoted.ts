"use client";

import { useEffect } from "react";
import type { MessageView } from "@/lib/shared/views";
import { useChat } from "./chat-context";
import { quoteKey } from "./quotes";
import { useHere } from "./room-acts-context";
import { messageAt } from "./use-message-keys";
import { useStore } from "./use-store";

/**
 * A message of this room as it is now, wherever it stands: as it is loaded, else as it was fetched. "missing": not for
 * this reader; undefined as long as nobody knows, and for `null`.
 */
export function useQuoted(seq: number | null): MessageView | "missing" | undefined {
  const { feed, roomId } = useHere();
  const { quotes } = useChat().around;
  const here = useStore(feed, ({ messages }) => (seq === null ? undefined : messageAt(messages, seq)));
  const fetched = useStore(quotes.store, (all) => (seq === null ? undefined : all[quoteKey(roomId, seq)]));

  useEffect(() => {
    if (!here && seq !== null) quotes.want(roomId, seq);
  }, [here, quotes, roomId, seq]);

  return here ?? fetched;
}
