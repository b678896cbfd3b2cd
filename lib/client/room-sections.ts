import type { MyRoomView, PersonView, RoomView } from "@/lib/shared/views";

export type RoomSections = { rooms: MyRoomView[]; direct: MyRoomView[] };

/** Rooms by name; conversations by who spoke last, as people look for them. */
export function sectionsOf(rooms: readonly MyRoomView[], me: string): RoomSections {
  const isConversation = ({ kind }: RoomView) => kind === "direct" || kind === "group";
  return {
    rooms: rooms
      .filter((room) => !isConversation(room))
      .sort((a, b) => compareNames(nameOf(a, me), nameOf(b, me))),
    direct: rooms.filter(isConversation).sort((a, b) => (lastAt(b) < lastAt(a) ? -1 : 1)),
  };
}

/** The same order on the server and in every browser, whatever their language. */
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const compareNames = (a: string, b: string) => collator.compare(a, b);

const lastAt = ({ lastMessage, createdAt }: MyRoomView) => lastMessage?.createdAt ?? createdAt;

/** A room's name; a conversation is named for the others in it. */
export function nameOf(room: RoomView, me: string): string {
  if (room.name) return room.name;
  const names = othersIn(room, me).map(({ displayName }) => displayName);
  return names.length > 0 ? names.join(", ") : (room.people[0]?.displayName ?? "");
}

/** Who else is in a conversation. */
export function othersIn(room: RoomView, me: string): PersonView[] {
  return room.people.filter(({ id }) => id !== me);
}
