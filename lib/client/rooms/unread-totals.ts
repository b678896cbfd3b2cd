import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { isMuted } from "@/lib/shared/messages/notification";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import type { MyRoomView } from "@/lib/shared/views";

/** The number on a room's badge: all unread messages, or only mentions if the room is muted. */
export const shownCount = (room: MyRoomView, now = new Date()): number =>
  isMuted(room, now) ? room.mentionCount : room.unreadCount;

/** The number of unread messages for me: mentions, and everything in a conversation. */
export function unreadForMe(room: MyRoomView, now = new Date()): number {
  if (room.notify === "nothing") return 0;
  return isConversation(room.kind) && !isMuted(room, now) ? room.unreadCount : room.mentionCount;
}

/** Unread state of all rooms: messages for me, and whether anything else is unread. */
export type UnreadTotals = { calls: number; hasUnread: boolean };

/** The totals over all rooms, for the tab's title and icon. `calls` stops at `BROWSER_LIMITS.unreadCount`. */
export function unreadTotals(rooms: readonly MyRoomView[], now = new Date()): UnreadTotals {
  const counted = rooms.filter(({ notify }) => notify !== "nothing");
  const calls = counted.reduce((sum, room) => sum + unreadForMe(room, now), 0);
  return {
    calls: Math.min(BROWSER_LIMITS.unreadCount, calls),
    hasUnread: counted.some((room) => shownCount(room, now) > 0),
  };
}
