"use client";

import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";
import { useLiveStatus } from "@/lib/client/rooms/use-rooms";
import type { MyRoomView } from "@/lib/shared/views";

/** In larger rooms read marks of all members are not fetched. */
const MOST_MEMBERS = 200;

/**
 * Fetches the read marks of a room's members on each connection and when membership changes. Frames update them from
 * then on.
 */
export function useReceipts({ id, memberCount }: MyRoomView): void {
  const { people, receipts } = useChat();
  const isLive = useLiveStatus() === "live";

  useEffect(() => {
    if (!isLive || memberCount < 2 || receipts.has(id, memberCount)) return;
    let isWanted = true;
    void call("GET /rooms/{room}/members", { room: id, limit: MOST_MEMBERS }).then((page) => {
      if (!page.ok || !isWanted) return;
      const { items, nextCursor } = page.data;
      people.learn(items.map(({ user }) => user));
      receipts.meet(id, memberCount, items, nextCursor === null);
    });
    return () => {
      isWanted = false;
    };
  }, [people, receipts, id, memberCount, isLive]);
}
