"use client";

import { useEffect, useMemo, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import type { Direction } from "@/lib/client/timeline/feed";
import { loadPage } from "@/lib/client/timeline/feed-pages";
import { MOST_MESSAGES } from "@/lib/client/timeline/message-window";
import type { MessagePage, MyRoomView } from "@/lib/shared/views";

/** A window that has grown too long is cut to this, so that not every message causes a cut. */
const KEPT = MOST_MESSAGES - 50;

/** The messages of a room, live. Needs a fresh `key` per room. */
export function useFeed(room: MyRoomView, page: MessagePage) {
  const chat = useChat();
  const [store] = useState(() => chat.open(room.id, room.rev, page, room.repliesInRoom));
  const feed = useStore(store);

  // A room that this tab already has is newer here than in a page, including my own state in it.
  useEffect(() => {
    if (!chat.workspace.get().rooms[room.id]) chat.applyRoom(room);
  }, [chat, room]);

  useEffect(() => chat.show(room.id), [chat, room.id]);

  const act = useMemo(
    () => ({
      loadOlder: () => void loadPage(room.id, store, "older"),
      loadNewer: () => void loadPage(room.id, store, "newer"),
      jumpToNewest: () => chat.jumpToNewest(room.id),
      /** Shortens a window that grew too long by live messages, at the end farther from the reader. */
      trim(end: Direction) {
        if (store.get().messages.length > MOST_MESSAGES) store.dispatch({ type: "trimmed", end, keep: KEPT });
      },
    }),
    [chat, store, room.id],
  );
  return { feed, store, ...act };
}
