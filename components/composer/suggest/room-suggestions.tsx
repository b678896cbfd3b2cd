"use client";

import { RoomIcon } from "@/components/room/room-icon";
import { useChat } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { findRooms } from "@/lib/client/names/find-rooms";
import { useRoomSections } from "@/lib/client/rooms/use-rooms";
import { stripAccents } from "@/lib/client/text/strip-accents";
import { roomReference } from "@/lib/client/writing/room-reference";
import { useSearched } from "@/lib/client/writing/use-kept-page";
import { SuggestionList } from "./suggestion-list";
import type { Suggesting } from "./use-choosing";

const SHOWN = 8;

/** Suggests rooms after `#`: mine in sidebar order, then rooms I could join. */
export function RoomSuggestions(of: Suggesting) {
  const { account } = useChat();
  const { query } = of.trigger;
  const mine = useRoomSections().flatMap(({ rooms }) => rooms);
  const others = useSearched(addressOf("GET /rooms", { scope: "browse", limit: 200 }), query);
  const all = new Map([...mine, ...others].map((room) => [room.id, room]));
  const found = findRooms([...all.values()], query, ({ name }) => name ?? "").slice(0, SHOWN);

  const suggestions = found.flatMap((room) => {
    const { id, name, topic } = room;
    if (name === null) return [];
    return {
      key: id,
      insert: `${roomReference({ id, name })} `,
      isWhole: stripAccents(name) === stripAccents(query),
      looks: (
        <>
          <RoomIcon room={room} me={account.id} />
          <span className="flex-none truncate">{name}</span>
          <span className="truncate text-tiny text-ink-3">{topic}</span>
        </>
      ),
    };
  });
  return <SuggestionList {...of} suggestions={suggestions} />;
}
