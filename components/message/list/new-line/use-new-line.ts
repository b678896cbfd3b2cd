"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useMessageActions, useRoomUi } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { type ReadPosition, unreadAfter } from "@/lib/client/reading/unread-after";
import { useStore } from "@/lib/client/state/use-store";
import type { Feed } from "@/lib/client/timeline/feed";
import { lineOf, topIn } from "@/lib/client/timeline/line-places";
import { isFurtherUp, isNew } from "@/lib/client/timeline/stream";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { createSeenUntil } from "./seen-until";

/**
 * The New line: above the messages that were unread on entry, that the reader marked as unread, or that arrived while
 * nobody looked at the end of the room. It stays until the room is left or Escape is pressed. `isAbove`: it is further
 * up and nobody watching has seen it yet.
 */
export function useNewLine(feed: Feed, isWatching: boolean) {
  const newAfter = useRoomUi((acting) => acting.newAfter);
  const isMarking = useRoomUi((acting) => acting.isMarking);
  const seen = useRef<number | null>(null);
  const [isAbove, setAbove] = useState(false);
  const isLost = isFurtherUp(feed.messages, { newAfter, hasOlder: feed.hasOlder });

  const lookFor = useCallback(
    (list: HTMLElement) => {
      const line = lineOf(list, "new");
      const top = line ? topIn(list, line) : Number.NEGATIVE_INFINITY;
      if (isWatching && line && top >= 0 && top < list.clientHeight) seen.current = newAfter;
      const isHigher = newAfter !== null && (line ? top < 0 : isLost);
      setAbove(isHigher && seen.current !== newAfter);
    },
    [newAfter, isLost, isWatching],
  );

  return { newAfter, isAbove, isMarking, lookFor };
}

/** Moves the New line above messages that arrive while nobody looks at the end of the room. */
export function useUnseen(mark: ReadPosition, feed: Feed, isLooking: boolean): void {
  const acts = useMessageActions();
  const { account, away } = useChat();
  const isAway = useStore(away.store);
  const [seenUntil] = useState(() => createSeenUntil(BROWSER_LIMITS.awayMinutes * 60_000));
  const newestSeq = feed.messages.at(-1)?.seq ?? 0;
  const after = unreadAfter(mark);

  // Also when the reader looks again: until the read mark is sent, the messages are unread.
  const wasLooking = useRef(isLooking);
  const seenBeforeAway = useRef<number | null>(null);
  useEffect(() => {
    if (after !== null && !(isLooking && wasLooking.current))
      acts.noteUnseen(Math.min(after, seenBeforeAway.current ?? after));
    wasLooking.current = isLooking;
    if (isLooking) seenBeforeAway.current = null;
  }, [acts, isLooking, after]);

  useEffect(() => {
    if (isLooking) seenUntil.note(newestSeq, Date.now());
  }, [seenUntil, isLooking, newestSeq]);

  // "Away" is reported minutes after the last activity: nobody read what arrived in between, whatever the server was
  // told.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is there when it is told.
  useEffect(() => {
    const seen = isAway ? seenUntil.at(away.lastUsed()) : null;
    if (seen === null) return;
    const reading = { me: account.id, newAfter: seen };
    if (!feed.messages.some((message) => isNew(message, reading))) return;
    seenBeforeAway.current = seen;
    acts.noteUnseen(seen);
  }, [isAway]);
}
