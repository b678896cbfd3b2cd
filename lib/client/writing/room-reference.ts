import { roomPath } from "@/lib/shared/rooms/room-path";

/** A room name that `#` alone can reference in a text. */
const ONE_WORD = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}])?$/u;

/** A reference to a room for a message: `#name`, or a link if the name has spaces or other signs. */
export function roomReference(room: { id: string; name: string }): string {
  if (ONE_WORD.test(room.name)) return `#${room.name}`;
  const path = roomPath(room).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
  return `[#${room.name.replace(/[\\[\]]/g, "\\$&")}](${path})`;
}
