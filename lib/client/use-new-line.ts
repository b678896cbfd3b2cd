"use client";

import { useCallback, useRef, useState } from "react";
import type { MyRoomView } from "@/lib/shared/views";
import type { Feed } from "./feed";
import { lineOf, topIn } from "./line-places";
import { useActing } from "./room-acts-context";

/**
 * The line above what is new: where the read mark stood when the room was entered, or where its reader put it since. It
 * stays there until the room is left or Escape is pressed. `isAbove`: it has not been seen yet, and is further up.
 */
export function useNewLine(room: MyRoomView, feed: Feed) {
  const unreadFrom = useActing((acting) => acting.unreadFrom);
  const isAllRead = useActing((acting) => acting.isAllRead);
  // Right after a room is shown from what is here already, this is newer than what the server once rendered.
  const [onEntry] = useState(() =>
    room.unreadCount > 0 ? Math.max(room.lastReadSeq, room.firstVisibleSeq - 1) : null,
  );
  const newAfter = unreadFrom === null ? (isAllRead ? null : onEntry) : unreadFrom - 1;
  const seen = useRef<number | null>(null);
  const [isAbove, setAbove] = useState(false);
  const first = feed.messages[0]?.seq ?? 0;

  const lookFor = useCallback(
    (list: HTMLElement) => {
      const line = lineOf(list, "new");
      const top = line ? topIn(list, line) : Number.NEGATIVE_INFINITY;
      if (line && top >= 0 && top < list.clientHeight) seen.current = newAfter;
      const isHigher = newAfter !== null && (line ? top < 0 : first > newAfter + 1);
      setAbove(isHigher && seen.current !== newAfter);
    },
    [newAfter, first],
  );

  return { newAfter, isAbove, isMarking: unreadFrom !== null, lookFor };
}
