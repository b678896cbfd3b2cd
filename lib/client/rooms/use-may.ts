"use client";

import { isAllowedNow, type RoomAction } from "@/lib/shared/permissions";
import type { MyRoomView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";

/** Returns whether I may take an action in a room. Uses the server's rules. */
export function useMay(room: MyRoomView): (action: RoomAction) => boolean {
  const { account } = useChat();
  const asker = { roomRole: room.role, workspaceRole: account.role };
  return (action) => isAllowedNow(action, room, asker);
}
