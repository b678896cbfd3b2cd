"use client";

import { setRoomSettingsAction } from "@/app/(chat)/rooms/actions";
import { useServerAction } from "@/components/ui/action-runner";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MyRoomView } from "@/lib/shared/views";

/** A user's own settings of a room. */
export type OwnSettings = Partial<Pick<MyRoomView, "notify" | "mutedUntil" | "isStarred">>;

/** Changes my settings of a room. They apply at once and are reverted if the server refuses. */
export function useOwnSettings(room: MyRoomView) {
  const chat = useChat();
  const act = useServerAction();

  return async (wanted: OwnSettings) => {
    chat.applyRoom({ ...room, ...wanted });
    chat.applyRoom((await act(setRoomSettingsAction, { room: room.id, ...wanted })) ?? room);
  };
}
