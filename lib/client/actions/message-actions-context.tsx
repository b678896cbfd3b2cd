"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MyRoomView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { unreadAfter } from "../reading/unread-after";
import { useRoom } from "../rooms/use-rooms";
import { useStore } from "../state/use-store";
import type { FeedStore } from "../timeline/feed-pages";
import { MessageActions } from "./message-actions";
import type { RoomUiState } from "./room-ui";

type CurrentRoom = { actions: MessageActions; feed: FeedStore; roomId: string; timeline: TimelineKey };

export const CurrentRoomContext = createContext<CurrentRoom | null>(null);

/** Provides the message actions of one room to everything below. Needs a fresh `key` per room. */
export function MessageActionsProvider({
  room,
  feed,
  children,
}: {
  room: MyRoomView;
  feed: FeedStore;
  children: ReactNode;
}) {
  const chat = useChat();
  // After a switch to a cached room, the workspace is newer than the page that the server rendered.
  const newAfter = unreadAfter(useRoom(room));
  const [here] = useState(() => ({
    actions: new MessageActions(chat, room.id, feed, newAfter),
    feed,
    roomId: room.id,
    timeline: room.id,
  }));

  useEffect(
    () =>
      chat.refused.subscribe(() => {
        const refusal = chat.refused.get();
        if (refusal) here.actions.showToast({ kind: "refused", refusal });
      }),
    [chat, here],
  );
  return <CurrentRoomContext value={here}>{children}</CurrentRoomContext>;
}

/** The room being shown. Throws outside a `MessageActionsProvider`, which is a bug in the page. */
export function useCurrentRoom(): CurrentRoom {
  const here = use(CurrentRoomContext);
  if (!here) throw new Error("useCurrentRoom: no MessageActionsProvider");
  return here;
}

/** The message actions of the room being shown. */
export const useMessageActions = () => useCurrentRoom().actions;

/** Selects a part of the UI state of the room being shown. */
export function useRoomUi<Part>(select: (acting: RoomUiState) => Part): Part {
  return useStore(useMessageActions().store, select);
}
