"use client";

import { useEffect } from "react";
import { rootOf, timelineKey } from "@/lib/shared/messages/timeline-key";
import type { ThreadState } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { perChat } from "../chat/per-chat";
import { useMyRooms } from "../rooms/use-rooms";
import { useStore } from "../state/use-store";
import { unreadThreads } from "./thread-states";
import { Threads } from "./threads";

/** My threads in a chat, kept by its frames. */
export const threadsOf = perChat((chat) => {
  const threads = new Threads({
    move: (roomId, rootId, seq) => chat.reading.move(timelineKey(roomId, rootId), seq),
  });
  chat.listChanges.threads.subscribe(threads.apply);
  chat.reading.kept.subscribe(({ key, seq }) =>
    threads.store.dispatch({ type: "read-kept", rootId: rootOf(key), seq }),
  );
  return threads;
});

/** My threads. Their unread ones are read with the first use. */
export function useThreads() {
  const threads = threadsOf(useChat());
  useEffect(() => threads.load(), [threads]);
  return threads;
}

/** My state in a thread; undefined until it is known. */
export function useThreadState(rootId: string): ThreadState | undefined {
  return useStore(useThreads().store, ({ byRoot }) => byRoot[rootId]);
}

/** The unread threads that I follow: how many, and whether one of them mentions me. */
export function useUnreadThreads(): { count: number; isForMe: boolean } {
  const rooms = useMyRooms();
  const states = useStore(useThreads().store);
  const unread = unreadThreads(states, rooms);
  return { count: unread.length, isForMe: unread.some(({ mentionCount }) => mentionCount > 0) };
}
