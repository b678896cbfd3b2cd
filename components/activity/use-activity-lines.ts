"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { isUnreadIn, useActivity } from "@/lib/client/chat/use-activity";
import type { Address } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useStore } from "@/lib/client/state/use-store";
import type { WireMessage } from "@/lib/shared/live";
import { isInRoomLine } from "@/lib/shared/messages/room-line";
import type { ActivityView, Page } from "@/lib/shared/views";

/** False until the page was shown: on the way back the browser has what the server rendered then. */
let wasShown = false;

/** Lines of my Activity, paginated and live. */
export function useActivityLines(path: Address<Page<ActivityView>>, first: Page<ActivityView> | undefined) {
  const activity = useActivity();
  const { messageChanges } = useChat();
  const rooms = useMyRooms();
  const changes = useStore(activity.changes);
  const [edits, noteEdit] = useState(0);
  const pages = usePages({ path, version: `${changes} ${edits}`, ...(first && { first }) });
  /** Lines that were marked here, with their time then: a later reaction makes one unread again. */
  const [marked, noteMarked] = useState<Readonly<Record<string, string>>>({});
  const shown = useRef<readonly ActivityView[]>([]);
  shown.current = pages.items;

  useEffect(() => {
    if (wasShown && first) noteEdit((count) => count + 1);
    wasShown = true;
  }, [first]);

  const hear = useEffectEvent((heard: readonly WireMessage[]) => {
    const isChanged = ({ id, editedAt, deletedAt }: WireMessage) =>
      (editedAt || deletedAt) && shown.current.some((line) => line.id === id);
    if (heard.some(isChanged)) noteEdit((count) => count + 1);
  });
  useEffect(() => messageChanges.subscribe((items) => hear(items)), [messageChanges]);

  function isUnread({ id, kind, at, roomId, message, isUnread }: ActivityView): boolean {
    const room = rooms[roomId];
    const isMarked = (marked[id] ?? "") >= at;
    return (
      isUnread &&
      !isMarked &&
      !!room &&
      isUnreadIn(room, { kind, seq: message?.seq ?? null, threadId: threadOf(message) })
    );
  }

  return {
    ...pages,
    items: pages.items
      .filter(({ roomId }) => roomId in rooms)
      .map((line) => ({ ...line, isUnread: isUnread(line) })),
    /** Marks a line as read that has been opened. */
    mark(line: ActivityView) {
      if (!line.isUnread) return;
      noteMarked((before) => ({ ...before, [line.id]: line.at }));
      void activity.markRead(line.id);
    },
  };
}

/** The thread with which a line's message is read; null where that is the room. */
const threadOf = (message: ActivityView["message"]): string | null =>
  message && !isInRoomLine(message) ? message.threadId : null;
