"use client";

import { setRoomSettingsAction } from "@/app/(chat)/rooms/actions";
import { useServerAction } from "@/components/ui/action-runner";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MyRoomView } from "@/lib/shared/views";

/** What of a room is one's own to set. */
export type OwnSettings = Partial<Pick<MyRoomView, "notify" | "mutedUntil" | "isStarred">>;

/** Changes what a room is to me: seen at once, and taken back where the server would not have it. */
export function useOwnSettings(room: MyRoomView) {
  const chat = useChat();
  const act = useServerAction();

  return async (wanted: OwnSettings) => {
    chat.meet({ ...room, ...wanted });
    chat.meet((await act(setRoomSettingsAction, { room: room.id, ...wanted })) ?? room);
  };
}
