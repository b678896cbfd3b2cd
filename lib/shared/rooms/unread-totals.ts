import { BROWSER_LIMITS } from "../browser-limits";
import type { MyRoomView, NotificationSettingsView } from "../views";
import { isMuted } from "./muted";
import { isConversation } from "./room-kinds";

/** The fields of a room that its counts on the screen follow from. */
export type CountedRoom = Pick<MyRoomView, "kind" | "notify" | "mutedUntil" | "unreadCount" | "mentionCount">;

/** The number on a room's badge: all unread messages, or only mentions if the room is muted. */
export const shownCount = (room: CountedRoom, now = new Date()): number =>
  isMuted(room, now) ? room.mentionCount : room.unreadCount;

/** The number of unread messages for me: mentions, and everything in a conversation. */
export function unreadForMe(room: CountedRoom, now = new Date()): number {
  if (room.notify === "nothing") return 0;
  return isConversation(room.kind) && !isMuted(room, now) ? room.unreadCount : room.mentionCount;
}

/** Unread state of all rooms: messages for me, and whether anything else is unread. */
export type UnreadTotals = { calls: number; hasUnread: boolean };

/** The totals over all rooms, for the tab's title and icon. `calls` stops at `BROWSER_LIMITS.unreadCount`. */
export function unreadTotals(rooms: readonly CountedRoom[], now = new Date()): UnreadTotals {
  const counted = rooms.filter(({ notify }) => notify !== "nothing");
  const calls = counted.reduce((sum, room) => sum + unreadForMe(room, now), 0);
  return {
    calls: Math.min(BROWSER_LIMITS.unreadCount, calls),
    hasUnread: counted.some((room) => shownCount(room, now) > 0),
  };
}

/**
 * The number on the app's icon, by the person's choice; 0 shows none.
 *
 * @param threadCount unread threads that the person follows: they count as one each, as in the sidebar
 */
export function badgeCount(
  rooms: readonly CountedRoom[],
  badge: NotificationSettingsView["badge"],
  threadCount: number,
  now = new Date(),
): number {
  if (badge === "nothing") return 0;
  if (badge === "mentions") return unreadTotals(rooms, now).calls;
  const counted = rooms.filter(({ notify }) => notify !== "nothing");
  return Math.min(
    BROWSER_LIMITS.unreadCount,
    counted.reduce((sum, room) => sum + shownCount(room, now), threadCount),
  );
}
