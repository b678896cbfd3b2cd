"use client";

import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";
import { useLiveStatus } from "@/lib/client/rooms/use-rooms";
import type { MemberView } from "@/lib/shared/views";

/** Fetches the presence of members, from the list itself and again on each connection. */
export function usePresenceOf(roomId: string, members: readonly MemberView[]): void {
  const { presence } = useChat();
  const isLive = useLiveStatus() === "live";

  useEffect(() => {
    if (members.length > 0) presence.dispatch({ type: "met", users: members.map(({ user }) => user) });
  }, [presence, members]);

  useEffect(() => {
    if (!isLive || members.length === 0) return;
    let isWanted = true;
    void call("GET /presence", { room: roomId }).then((answer) => {
      const among = members.map(({ user }) => user.id);
      if (answer.ok && isWanted) presence.dispatch({ type: "read", among, items: answer.data.items });
    });
    return () => {
      isWanted = false;
    };
  }, [presence, isLive, roomId, members]);
}
