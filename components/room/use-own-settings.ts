"use client";

import { setRoomSettingsAction } from "@/app/(chat)/rooms/actions";
import { useAct } from "@/components/ui/acts";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MyRoomView } from "@/lib/shared/views";

/** What of a room is one's own to set. */
export type OwnSettings = Partial<Pick<MyRoomView, "notify" | "mutedUntil" | "isStarred">>;

/** Changes what a room is to me: seen at once, and taken back where the server would not have it. */
export function useOwnSettings(room: MyRoomView) {
  const chat = useChat();
  const act = useAct();

  return async (wanted: OwnSettings) => {
    chat.meet({ ...room, ...wanted });
    chat.meet((await act(setRoomSettingsAction, { room: room.id, ...wanted })) ?? room);
  };
}
