import { expect, test } from "vitest";
import type { MyRoomView } from "@/lib/shared/views";
import { badgeCount, unreadForMe, unreadTotals } from "./unread-totals";

const NOW = new Date("2026-11-21T12:00:00Z");
const LATER = "2026-11-22T12:00:00.000Z";

const room = (more: Partial<MyRoomView>) =>
  ({
    kind: "open",
    notify: "everything",
    mutedUntil: null,
    unreadCount: 0,
    mentionCount: 0,
    ...more,
  }) as MyRoomView;

test("mentions of the reader count, and all messages of a conversation", () => {
  expect(unreadForMe(room({ unreadCount: 5, mentionCount: 2 }), NOW)).toBe(2);
  expect(unreadForMe(room({ kind: "direct", unreadCount: 5 }), NOW)).toBe(5);
  expect(unreadForMe(room({ kind: "group", unreadCount: 5 }), NOW)).toBe(5);
});

test("a muted conversation counts only where it names me, and a room of which I want nothing not at all", () => {
  const muted = room({ kind: "direct", mutedUntil: LATER, unreadCount: 5, mentionCount: 1 });
  expect(unreadForMe(muted, NOW)).toBe(1);
  const unwanted = room({ notify: "nothing", unreadCount: 5, mentionCount: 3 });
  expect(unreadForMe(unwanted, NOW)).toBe(0);
  expect(unreadTotals([unwanted], NOW)).toEqual({ calls: 0, hasUnread: false });
});

test("the rest is only there or not", () => {
  expect(unreadTotals([room({ unreadCount: 7 }), room({})], NOW)).toEqual({ calls: 0, hasUnread: true });
  expect(unreadTotals([room({ mutedUntil: LATER, unreadCount: 7 })], NOW).hasUnread).toBe(false);
  expect(
    unreadTotals([room({ kind: "direct", unreadCount: 90 }), room({ mentionCount: 90 })], NOW).calls,
  ).toBe(100);
});

test("the number on the icon counts as one chose, and never what is muted or unwanted", () => {
  const rooms = [
    room({ unreadCount: 5, mentionCount: 2 }),
    room({ kind: "direct", unreadCount: 3 }),
    room({ mutedUntil: LATER, unreadCount: 7 }),
    room({ notify: "nothing", unreadCount: 9, mentionCount: 9 }),
  ];
  expect(badgeCount(rooms, "mentions", 2, NOW)).toBe(5);
  expect(badgeCount(rooms, "everything", 0, NOW)).toBe(8);
  expect(badgeCount(rooms, "everything", 2, NOW)).toBe(10);
  expect(badgeCount(rooms, "nothing", 2, NOW)).toBe(0);
  expect(badgeCount([room({ unreadCount: 100 }), room({ unreadCount: 100 })], "everything", 3, NOW)).toBe(
    100,
  );
});
