"use client";

import { useEffect, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";

type Other = { name: string; timeZone: string };

/** The other person of a direct conversation and their time zone; null elsewhere, and until it is known. */
export function useOtherMorning(roomId: string, isWanted: boolean): Other | null {
  const { account } = useChat();
  const room = useMyRooms()[roomId];
  const otherId = room?.kind === "direct" ? room.people.find(({ id }) => id !== account.id)?.id : undefined;
  const [known, learn] = useState<{ id: string; other: Other | null } | null>(null);
  const isKnown = known?.id === otherId;

  useEffect(() => {
    if (!isWanted || !otherId || isKnown) return;
    void call("GET /users/{user}", { user: otherId }).then((person) => {
      if (!person.ok) return;
      const { displayName: name, timeZone } = person.data;
      const other = timeZone ? { name, timeZone } : null;
      learn({ id: otherId, other });
    });
  }, [isWanted, otherId, isKnown]);

  return isKnown && known ? known.other : null;
}
