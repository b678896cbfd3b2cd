import { LIMITS } from "@/lib/shared/limits";
import { isMuted } from "@/lib/shared/notification";
import type { MyRoomView, RoomView } from "@/lib/shared/views";

/** A room that is its people, and has no name of its own. */
export const isConversation = ({ kind }: Pick<RoomView, "kind">) => kind === "direct" || kind === "group";

/** How many messages a room's badge counts: all that are unread, of a muted room only those that name me. */
export const shownCount = (room: MyRoomView, now = new Date()): number =>
  isMuted(room, now) ? room.mentionCount : room.unreadCount;

/** How many unread messages of a room are meant for me: those that name me, and what is said in a conversation. */
export function unreadForMe(room: MyRoomView, now = new Date()): number {
  if (room.notify === "nothing") return 0;
  return isConversation(room) && !isMuted(room, now) ? room.unreadCount : room.mentionCount;
}

/** What waits for me in all rooms: how many messages are meant for me, and whether there is anything else. */
export type UnreadTotals = { calls: number; hasUnread: boolean };

/** The rooms' unread state in two words, for the tab's title and icon. `calls` stops at `LIMITS.unreadCount`. */
export function unreadTotals(rooms: readonly MyRoomView[], now = new Date()): UnreadTotals {
  const counted = rooms.filter(({ notify }) => notify !== "nothing");
  const calls = counted.reduce((sum, room) => sum + unreadForMe(room, now), 0);
  return {
    calls: Math.min(LIMITS.unreadCount, calls),
    hasUnread: counted.some((room) => shownCount(room, now) > 0),
  };
}
