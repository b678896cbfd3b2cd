"use client";

import { setRoomSettingsAction } from "@/app/(chat)/rooms/actions";
import { useServerAction } from "@/components/ui/action-runner";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MyRoomView, Notify } from "@/lib/shared/views";

/** A user's own settings of a room. */
export type OwnSettings = Partial<Pick<MyRoomView, "mutedUntil" | "isStarred" | "repliesInRoom">> & {
  /** The room's level; `default` lets it follow the notification settings. */
  notify?: Notify | "default";
  /** All threads of the room are followed. */
  followThreads?: boolean;
};

/** Changes my settings of a room. They apply at once and are reverted if the server refuses. */
export function useOwnSettings(room: MyRoomView) {
  const chat = useChat();
  const act = useServerAction();

  return async (wanted: OwnSettings) => {
    // The room is loaded anew with its replies once the server knows.
    const { notify, followThreads = room.followsThreads, repliesInRoom: _later, ...plain } = wanted;
    const level = notify && notify !== "default" ? { notify, notifyChoice: notify } : {};
    chat.applyRoom({ ...room, ...plain, ...level, followsThreads: followThreads });
    chat.applyRoom((await act(setRoomSettingsAction, { room: room.id, ...wanted })) ?? room);
  };
}
