"use client";

import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { getJson } from "@/lib/client/connection/rest";
import { useLiveStatus } from "@/lib/client/rooms/use-rooms";
import type { MemberView, MyRoomView, Page } from "@/lib/shared/views";

/** In larger rooms read marks of all members are not fetched. */
const MOST_MEMBERS = 200;

/**
 * Fetches the read marks of a room's members on each connection and when membership changes. Frames update them from
 * then on.
 */
export function useReceipts({ id, memberCount }: MyRoomView): void {
  const { around } = useChat();
  const isLive = useLiveStatus() === "live";

  useEffect(() => {
    if (!isLive || memberCount < 2 || around.knowsMembers(id, memberCount)) return;
    let isWanted = true;
    const path = `/api/v1/rooms/${id}/members?limit=${MOST_MEMBERS}`;
    void getJson<Page<MemberView>>(path).then((page) => {
      if (!page || !isWanted) return;
      around.knowMembers(id, memberCount);
      around.people.learn(page.items.map(({ user }) => user));
      const isWhole = page.nextCursor === null;
      around.receipts.dispatch({ type: "met", roomId: id, members: page.items, isWhole });
    });
    return () => {
      isWanted = false;
    };
  }, [around, id, memberCount, isLive]);
}
