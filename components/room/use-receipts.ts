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
  const { people, receipts } = useChat();
  const isLive = useLiveStatus() === "live";

  useEffect(() => {
    if (!isLive || memberCount < 2 || receipts.has(id, memberCount)) return;
    let isWanted = true;
    const path = `/api/v1/rooms/${id}/members?limit=${MOST_MEMBERS}`;
    void getJson<Page<MemberView>>(path).then((page) => {
      if (!page || !isWanted) return;
      people.learn(page.items.map(({ user }) => user));
      receipts.meet(id, memberCount, page.items, page.nextCursor === null);
    });
    return () => {
      isWanted = false;
    };
  }, [people, receipts, id, memberCount, isLive]);
}
