"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";
import type { MyRoomView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { unreadAfter } from "../reading/unread-after";
import { useRoom } from "../rooms/use-rooms";
import { useStore } from "../state/use-store";
import type { FeedStore } from "../timeline/feed-pages";
import { MessageActions } from "./message-actions";
import type { RoomUiState } from "./room-ui";

type CurrentRoom = { actions: MessageActions; feed: FeedStore; roomId: string };

const CurrentRoomContext = createContext<CurrentRoom | null>(null);

/** What can be done with the messages of one room, for everything below. Needs a fresh `key` per room. */
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
  // Right after a room is shown from what is here already, this is newer than what the server once rendered.
  const newAfter = unreadAfter(useRoom(room));
  const [here] = useState(() => ({
    actions: new MessageActions(chat, room.id, feed, newAfter),
    feed,
    roomId: room.id,
  }));

  useEffect(
    () =>
      chat.around.refused.subscribe(() => {
        const refusal = chat.around.refused.get();
        if (refusal) here.actions.showToast({ kind: "refused", refusal });
      }),
    [chat, here],
  );
  return <CurrentRoomContext value={here}>{children}</CurrentRoomContext>;
}

/** The room that one is in. Throws outside a `MessageActionsProvider`: that is a mistake in the page. */
export function useCurrentRoom(): CurrentRoom {
  const here = use(CurrentRoomContext);
  if (!here) throw new Error("useCurrentRoom: no MessageActionsProvider");
  return here;
}

/** What can be done with the messages of this room. */
export const useMessageActions = () => useCurrentRoom().actions;

/** A part of what is being done in this room. */
export function useRoomUi<Part>(select: (acting: RoomUiState) => Part): Part {
  return useStore(useMessageActions().store, select);
}
