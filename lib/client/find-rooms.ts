import type { AccountView, MyRoomView } from "@/lib/shared/views";
import { plain } from "./plain-letters";

/** The rooms in whose name every word of `query` begins a word, in the order in which they were given. */
export function findRooms(
  rooms: readonly MyRoomView[],
  query: string,
  nameOf: (room: MyRoomView) => string,
): MyRoomView[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return rooms.filter((room) => {
    const names = plain(nameOf(room)).split(/[\s\p{P}]+/u);
    return words.every(
      (word) => names.some((name) => name.startsWith(word)) || names.join("-").includes(word),
    );
  });
}

/** Whether somebody may write in a room of theirs, as far as that can be known here. */
export function mayPost({ archivedAt, posting, role }: MyRoomView, me: Pick<AccountView, "role">): boolean {
  if (archivedAt !== null) return false;
  return posting === "everyone" || role !== "member" || me.role === "administrator";
}
