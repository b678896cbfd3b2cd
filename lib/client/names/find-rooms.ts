import { isAllowedNow } from "@/lib/shared/permissions";
import type { AccountView, MyRoomView } from "@/lib/shared/views";
import { stripAccents } from "../text/strip-accents";

/** The rooms whose names contain a word starting with each word of `query`, in the given order. */
export function findRooms(
  rooms: readonly MyRoomView[],
  query: string,
  nameOf: (room: MyRoomView) => string,
): MyRoomView[] {
  const words = stripAccents(query).split(/\s+/).filter(Boolean);
  return rooms.filter((room) => {
    const names = stripAccents(nameOf(room)).split(/[\s\p{P}]+/u);
    return words.every(
      (word) => names.some((name) => name.startsWith(word)) || names.join("-").includes(word),
    );
  });
}

/** Returns whether a person may post in one of their rooms. */
export const mayPost = (room: MyRoomView, me: Pick<AccountView, "role">): boolean =>
  isAllowedNow("send", room, { roomRole: room.role, workspaceRole: me.role });
