"use client";

import { useEffect, useMemo, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import { useThreadState, useThreads } from "@/lib/client/threads/use-threads";
import type { Direction } from "@/lib/client/timeline/feed";
import { type FeedStore, loadPage, readMessages } from "@/lib/client/timeline/feed-pages";
import { MOST_MESSAGES } from "@/lib/client/timeline/message-window";
import { type TimelineKey, timelineKey } from "@/lib/shared/messages/timeline-key";
import type { MyRoomView, ThreadState } from "@/lib/shared/views";

const PAGE = 50;
/** More unread replies than this do not fit into the newest page: the thread then opens at the first unread one. */
const MANY_UNREAD = 40;
/** A window that has grown too long is cut to this. */
const KEPT = MOST_MESSAGES - 50;

export type OpenThread = { feed: FeedStore; state: ThreadState };

/**
 * Opens a thread: my state in it, and its messages. Undefined while they are loaded; "gone" without access; "failed" without
 * an answer.
 */
export function useOpenThread(room: MyRoomView, rootId: string) {
  const chat = useChat();
  const threads = useThreads();
  const [opened, setOpened] = useState<OpenThread | "gone" | "failed">();
  const [tries, tryAgain] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new try opens anew.
  useEffect(() => {
    let isWanted = true;
    const key = timelineKey(room.id, rootId);

    async function open(): Promise<OpenThread | "gone" | "failed"> {
      const known = chat.feedOf(key);
      const rev = chat.workspace.get().rooms[room.id]?.rev ?? room.rev;
      const answer = await threads.read(rootId);
      if (!answer.ok) return answer.error ? "gone" : "failed";
      const state = answer.data;
      if (known && !known.get().hasNewer) return { feed: known, state };
      const from = state.unreadCount > MANY_UNREAD ? `around=${state.lastReadSeq}&` : "";
      const page = await readMessages(key, `${from}limit=${PAGE}`);
      return page ? { feed: chat.open(key, rev, page), state } : "failed";
    }

    setOpened(undefined);
    void open().then((next) => isWanted && setOpened(next));
    return () => {
      isWanted = false;
    };
  }, [chat, threads, room.id, rootId, tries]);

  return { opened, again: () => tryAgain((count) => count + 1) };
}

/** The messages of an open thread, live, and my state in it. */
export function useThreadFeed({ feed: store, state: first }: OpenThread) {
  const chat = useChat();
  const threads = useThreads();
  const { roomId, rootId } = first;
  const key: TimelineKey = timelineKey(roomId, rootId);
  const feed = useStore(store);
  const state = useThreadState(rootId) ?? first;
  useEffect(() => chat.show(key), [chat, key]);

  const act = useMemo(
    () => ({
      loadOlder: () => void loadPage(key, store, "older"),
      loadNewer: () => void loadPage(key, store, "newer"),
      jumpToNewest: () => chat.jumpToNewest(key),
      trim(end: Direction) {
        if (store.get().messages.length > MOST_MESSAGES) store.dispatch({ type: "trimmed", end, keep: KEPT });
      },
      onRead: (seq: number) => threads.markRead(roomId, rootId, seq),
    }),
    [chat, threads, store, key, roomId, rootId],
  );
  return { feed, state, act };
}
