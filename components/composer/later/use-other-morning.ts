"use client";

import { useEffect, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { userPath } from "@/lib/client/connection/paths";
import { getJson } from "@/lib/client/connection/rest";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import type { DirectoryUserView } from "@/lib/shared/views";

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
    void getJson<DirectoryUserView>(userPath(otherId)).then((person) => {
      if (!person) return;
      const other = person.timeZone ? { name: person.displayName, timeZone: person.timeZone } : null;
      learn({ id: otherId, other });
    });
  }, [isWanted, otherId, isKnown]);

  return isKnown && known ? known.other : null;
}
