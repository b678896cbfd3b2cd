"use client";

import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import type { NamedRoom } from "./use-result-list";

/** Names the room of a result: "# platform", or the people of a conversation. */
export function useFoundRoomName(): (room: NamedRoom) => string {
  const rooms = useMyRooms();
  const nameOf = useRoomName();

  return ({ id, name }) => {
    const room = rooms[id];
    if (name !== null) return `# ${name}`;
    return room ? nameOf(room) : "";
  };
}
