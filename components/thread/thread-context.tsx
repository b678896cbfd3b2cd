"use client";

import { type ReactNode, useState } from "react";
import { MessageActions } from "@/lib/client/actions/message-actions";
import { CurrentRoomContext } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { unreadAfter } from "@/lib/client/reading/unread-after";
import type { FeedStore } from "@/lib/client/timeline/feed-pages";
import { timelineKey } from "@/lib/shared/messages/timeline-key";
import type { ThreadState } from "@/lib/shared/views";

type Provider = { feed: FeedStore; state: ThreadState; children: ReactNode };

/** Provides the message actions of one thread to everything below. Needs a fresh `key` per thread. */
export function ThreadActionsProvider({ feed, state, children }: Provider) {
  const chat = useChat();
  const { roomId, rootId } = state;
  const [here] = useState(() => {
    const timeline = timelineKey(roomId, rootId);
    const newAfter = unreadAfter({ ...state, firstVisibleSeq: 1 });
    return { actions: new MessageActions(chat, timeline, feed, newAfter), feed, roomId, timeline };
  });
  return <CurrentRoomContext value={here}>{children}</CurrentRoomContext>;
}
