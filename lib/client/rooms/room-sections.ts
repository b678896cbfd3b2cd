import { isConversation } from "@/lib/shared/rooms/room-kinds";
import type { FolderView, MyRoomView, PersonView, RoomView } from "@/lib/shared/views";

/** A section of the sidebar with its own heading; `folder` if it is one of mine. */
export type RoomSection = {
  key: string;
  kind: "unread" | "starred" | "folder" | "rooms" | "direct";
  folder: FolderView | null;
  rooms: MyRoomView[];
};

/**
 * The sections of the sidebar: starred rooms, my folders in my order, the other rooms by name, then conversations by
 * last message. Starred rooms appear only there; an empty starred section is left out.
 */
export function sectionsOf(
  rooms: readonly MyRoomView[],
  folders: readonly FolderView[],
  me: string,
): RoomSection[] {
  const starred = rooms.filter(({ isStarred }) => isStarred).sort(byName(me));
  const others = rooms.filter(({ isStarred }) => !isStarred);
  const loose = others.filter(({ folderId }) => !folders.some(({ id }) => id === folderId));
  return [
    ...(starred.length > 0 ? [part("starred", starred)] : []),
    ...folders.map((folder) => part("folder", inFolder(folder, others), folder)),
    part("rooms", loose.filter((room) => !isConversation(room.kind)).sort(byName(me))),
    part("direct", loose.filter(({ kind }) => isConversation(kind)).sort(byLastWord)),
  ];
}

const part = (kind: RoomSection["kind"], rooms: MyRoomView[], folder: FolderView | null = null) => ({
  key: folder?.id ?? kind,
  kind,
  folder,
  rooms,
});

/** The same sections below one of unread rooms: rooms that mention me first, then by last message. */
export function unreadFirst(
  sections: readonly RoomSection[],
  isUnread: (room: MyRoomView) => boolean,
  callsIn: (room: MyRoomView) => number,
): RoomSection[] {
  const unread = sections.flatMap(({ rooms }) => rooms).filter(isUnread);
  if (unread.length === 0) return [...sections];
  const isCalling = (room: MyRoomView) => Number(callsIn(room) > 0);
  return [
    part(
      "unread",
      unread.sort((a, b) => isCalling(b) - isCalling(a) || byLastWord(a, b)),
    ),
    ...sections.map((section) => ({ ...section, rooms: section.rooms.filter((room) => !isUnread(room)) })),
  ].filter(({ kind, rooms }) => kind !== "starred" || rooms.length > 0);
}

function inFolder({ roomIds }: FolderView, rooms: readonly MyRoomView[]): MyRoomView[] {
  const byId = new Map(rooms.map((room) => [room.id, room]));
  return roomIds.flatMap((id) => byId.get(id) ?? []);
}

/** The same order on the server and in every browser, whatever their language. */
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const byName = (me: string) => (a: RoomView, b: RoomView) =>
  collator.compare(nameOf(a, me, NO_WORDS), nameOf(b, me, NO_WORDS));

const byLastWord = (a: MyRoomView, b: MyRoomView) => (b.activeAt < a.activeAt ? -1 : 1);

/** Texts for names that no member supplies: a conversation with oneself, a group of one, and the members left out. */
export type NameWords = { self: string; alone: string; more: (names: string, count: number) => string };

const NO_WORDS: NameWords = { self: "", alone: "", more: (names) => names };

/** The number of people that a conversation's name lists. */
const NAMED = 4;

/** A room's name. A conversation is named after its other members. */
export function nameOf(room: RoomView, me: string, words: NameWords): string {
  if (room.name) return room.name;
  const names = othersIn(room, me).map(({ displayName }) => displayName);
  if (names.length === 0) return room.kind === "direct" ? words.self : words.alone;
  const rest = Math.max(names.length, room.memberCount - 1) - NAMED;
  const named = names.slice(0, NAMED).join(", ");
  return rest > 0 ? words.more(named, rest) : named;
}

/** The other members of a conversation. */
export function othersIn(room: RoomView, me: string): PersonView[] {
  return room.people.filter(({ id }) => id !== me);
}
