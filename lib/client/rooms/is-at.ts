import { decodedPath, roomPath } from "@/lib/shared/rooms/room-path";
import { roomKey } from "@/lib/shared/text/fold";
import type { RoomView } from "@/lib/shared/views";

/** Returns whether a page is a room's own, by its name as the server compares names, or its id. */
export function isAt(room: Pick<RoomView, "id" | "name">, pathname: string): boolean {
  const here = keyOf(pathname);
  return here === keyOf(roomPath(room)) || here === keyOf(roomPath({ ...room, name: null }));
}

const keyOf = (path: string) => roomKey(decodedPath(path));
