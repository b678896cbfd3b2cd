"use client";

import { isMuted } from "@/lib/shared/rooms/muted";
import type { ActivityHead, MyRoomView } from "@/lib/shared/views";
import { useMyRooms } from "../rooms/use-rooms";
import { useStore } from "../state/use-store";
import { createActivity } from "../sync/activity";
import { useChat } from "./chat-context";
import { perChat } from "./per-chat";

/** My Activity in a chat, kept by its frames. */
const activityOf = perChat((chat) => {
  const activity = createActivity();
  chat.listChanges.activity.subscribe(activity.apply);
  chat.messageChanges.subscribe((items) => {
    for (const { id, editedAt, deletedAt } of items) if (editedAt || deletedAt) activity.onMessageChanged(id);
  });
  let reactions = chat.notificationSettings.get()?.reactions;
  chat.notificationSettings.subscribe(() => {
    const before = reactions;
    reactions = chat.notificationSettings.get()?.reactions;
    if (before !== undefined && before !== reactions) activity.apply(null);
  });
  return activity;
});

/** My Activity. */
export const useActivity = () => activityOf(useChat());

/** True for a line whose message is not read in its room; other lines are read by a mark, or with their thread. */
export const isUnreadIn = (
  room: Pick<MyRoomView, "lastReadSeq">,
  { kind, seq, threadId }: Pick<ActivityHead, "kind" | "seq" | "threadId">,
): boolean => kind === "reaction" || seq === null || threadId !== null || seq > room.lastReadSeq;

/** Number of my unread lines. In a muted room only mentions count, as in the sidebar. */
export function useUnreadActivity(): number {
  const heads = useStore(useActivity().store);
  const rooms = useMyRooms();
  const now = new Date();
  return (heads ?? []).filter((head) => {
    const room = rooms[head.roomId];
    return room && isUnreadIn(room, head) && (head.kind === "mention" || !isMuted(room, now));
  }).length;
}
