"use client";

import { useMemo } from "react";
import { LIMITS } from "@/lib/shared/limits";
import type { MyRoomView } from "@/lib/shared/views";
import { useChat } from "./chat-context";
import type { LiveStatus } from "./live";
import { type RoomSections, sectionsOf } from "./room-sections";
import { useStore } from "./use-store";

/** My rooms as the sidebar shows them, live. */
export function useRoomSections(): RoomSections {
  const { workspace, account } = useChat();
  const rooms = useStore(workspace, (state) => state.rooms);
  return useMemo(() => sectionsOf(Object.values(rooms), account.id), [rooms, account.id]);
}

/** One room, live, as long as I am in it; else as the server rendered it. */
export function useRoom(rendered: MyRoomView): MyRoomView {
  return useStore(useChat().workspace, ({ rooms }) => rooms[rendered.id] ?? rendered);
}

/** Whether I am in a room now: someone may have removed me, or another tab may have left it. */
export function useIsMember(roomId: string): boolean {
  return useStore(useChat().workspace, ({ rooms }) => roomId in rooms);
}

/** All unread messages together, bounded like the counts that it adds. */
export function useUnreadTotal(): number {
  return useStore(useChat().workspace, ({ rooms }) => {
    const counts = Object.values(rooms).map((room) => (room.notify === "nothing" ? 0 : room.unreadCount));
    return Math.min(
      LIMITS.unreadCount,
      counts.reduce((sum, count) => sum + count, 0),
    );
  });
}

/** Whether the tab is connected. */
export function useLiveStatus(): LiveStatus {
  return useStore(useChat().status);
}
