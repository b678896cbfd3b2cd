import { messageAddress, roomPath } from "@/lib/shared/rooms/room-path";
import type { ActivityView, MyRoomView } from "@/lib/shared/views";

/** The address that a line leads to: its message in the room or its thread, or the room. */
export const placeOf = ({ message }: ActivityView, room: MyRoomView): string =>
  message ? messageAddress(room, message) : roomPath(room);
