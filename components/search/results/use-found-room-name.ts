"use client";

import { useTranslations } from "next-intl";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import type { NamedRoom } from "./use-result-list";

/** Names the room of a result: "# platform", or the people of a conversation. */
export function useFoundRoomName(): (room: NamedRoom) => string {
  const rooms = useMyRooms();
  const nameOf = useRoomName();

  return ({ id, name }) => {
    const room = rooms[id];
    if (name !== null) return `#\u00a0${name}`;
    return room ? nameOf(room) : "";
  };
}

/** Says where a result is: " in # platform", " · Ada" for a conversation. */
export function useFoundPlace(): (room: NamedRoom) => string {
  const t = useTranslations("search");
  const nameOf = useFoundRoomName();

  return (room) => {
    const name = nameOf(room);
    if (name === "") return "";
    return room.name === null ? ` · ${name}` : ` ${t("inRoom", { room: name })}`;
  };
}
