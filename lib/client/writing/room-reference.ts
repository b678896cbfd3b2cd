import { roomPath } from "@/lib/shared/room-path";

/** A room's name that needs no signs around it: it is found in a text by the `#` before it. */
const ONE_WORD = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}])?$/u;

/** How a message names a room so that it can be followed: `#name`, or a link where the name has spaces or other signs. */
export function roomReference(room: { id: string; name: string }): string {
  if (ONE_WORD.test(room.name)) return `#${room.name}`;
  const path = roomPath(room).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
  return `[#${room.name.replace(/[\\[\]]/g, "\\$&")}](${path})`;
}
