"use client";

import { useEffect, useMemo, useState } from "react";
import type { MessagePage, MyRoomView } from "@/lib/shared/views";
import { useChat } from "./chat-context";
import { loadPage } from "./feed-pages";
import { useStore } from "./use-store";

/** A longer window is cut to its newest part while its reader looks at the end: a tab that is open for days stays light. */
const LONGEST = 400;
const KEPT = 200;

/** One room's messages, live. Needs a fresh `key` per room. */
export function useFeed(room: MyRoomView, page: MessagePage) {
  const chat = useChat();
  const [store] = useState(() => chat.open(room, page));
  const feed = useStore(store);

  // A room that this tab has already is newer here than in a page, and so is what is one's own in it.
  useEffect(() => {
    if (!chat.workspace.get().rooms[room.id]) chat.meet(room);
  }, [chat, room]);

  const act = useMemo(
    () => ({
      loadOlder: () => void loadPage(room.id, store, "older"),
      loadNewer: () => void loadPage(room.id, store, "newer"),
      jumpToNewest: () => chat.jumpToNewest(room.id),
      trim() {
        if (store.get().messages.length > LONGEST) store.dispatch({ type: "trimmed", keep: KEPT });
      },
    }),
    [chat, store, room.id],
  );
  return { feed, store, ...act };
}
