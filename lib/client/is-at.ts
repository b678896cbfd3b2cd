import { roomPath } from "@/lib/shared/room-path";
import type { RoomView } from "@/lib/shared/views";

/** Whether a page is a room's own, by its name or its id. */
export const isAt = (room: RoomView, pathname: string) =>
  decodeURIComponent(pathname) === decodeURIComponent(roomPath(room)) || pathname === `/rooms/${room.id}`;
