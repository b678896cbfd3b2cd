"use client";

import { type DragEvent, useState } from "react";
import type { RoomSection } from "@/lib/client/rooms/room-sections";
import { placed } from "./folders/placed";
import { useArrange } from "./folders/use-folders";

const TYPE = "application/x-parley-room";

/** Drags a room to another folder. The room's menu does the same by keyboard. */
export const draggingOf = (roomId: string) => ({
  draggable: true,
  onDragStart(event: DragEvent) {
    event.dataTransfer.setData(TYPE, roomId);
    event.dataTransfer.effectAllowed = "move";
  },
});

/** A drop target for rooms: a place in a folder, or the section of rooms without one. */
export function useRoomDrop(kind: RoomSection["kind"], folderId: string | null, before?: string) {
  const { folders, arrange } = useArrange();
  const [isOver, setOver] = useState(false);
  const isWanted = ({ dataTransfer }: DragEvent) =>
    kind !== "starred" && kind !== "unread" && dataTransfer.types.includes(TYPE);

  const dropping = {
    onDragOver(event: DragEvent) {
      if (!isWanted(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop(event: DragEvent) {
      if (!isWanted(event)) return;
      event.preventDefault();
      setOver(false);
      const roomId = event.dataTransfer.getData(TYPE);
      if (roomId !== before) void arrange(placed(folders, roomId, folderId, before));
    },
  };
  return { dropping, isOver };
}
