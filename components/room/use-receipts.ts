"use client";

import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { getJson } from "@/lib/client/connection/rest";
import { useLiveStatus } from "@/lib/client/rooms/use-rooms";
import type { MemberView, MyRoomView, Page } from "@/lib/shared/views";

/** In larger rooms it is not known of everybody how far they have read. */
const MOST_MEMBERS = 200;

/**
 * Learns how far the members of a room have read; what they read from then on, frames tell. Anew with each connection, and
 * when somebody has come or gone.
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
