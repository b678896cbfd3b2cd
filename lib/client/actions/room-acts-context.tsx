"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";
import type { MyRoomView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { unreadAfter } from "../reading/unread-after";
import { useRoom } from "../rooms/use-rooms";
import { useStore } from "../state/use-store";
import type { FeedStore } from "../timeline/feed-pages";
import type { Acting } from "./acting";
import { RoomActs } from "./room-acts";

type Here = { acts: RoomActs; feed: FeedStore; roomId: string };

const HereContext = createContext<Here | null>(null);

/** What can be done with the messages of one room, for everything below. Needs a fresh `key` per room. */
export function RoomActsProvider({
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
    acts: new RoomActs(chat, room.id, feed, newAfter),
    feed,
    roomId: room.id,
  }));

  useEffect(
    () =>
      chat.around.refused.subscribe(() => {
        const refusal = chat.around.refused.get();
        if (refusal) here.acts.tell({ kind: "refused", refusal });
      }),
    [chat, here],
  );
  return <HereContext value={here}>{children}</HereContext>;
}

/** The room that one is in. Throws outside a `RoomActsProvider`: that is a mistake in the page. */
export function useHere(): Here {
  const here = use(HereContext);
  if (!here) throw new Error("useHere: no RoomActsProvider");
  return here;
}

/** What can be done with the messages of this room. */
export const useActs = () => useHere().acts;

/** A part of what is being done in this room. */
export function useActing<Part>(select: (acting: Acting) => Part): Part {
  return useStore(useActs().store, select);
}
