"use client";

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { WireMessage } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { FileHitView, MessageView, SearchHitView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { useLiveStatus, useMyRooms } from "../rooms/use-rooms";
import { useStore } from "../state/use-store";
import type { ResultLoader, Results } from "./result-loader";

/** The index follows an edited message within a second. */
const INDEXED_MS = 1_500;

/** The results of a loader. A search that failed without a network is tried again with the connection. */
function useResults<T>(loader: ResultLoader<T>): Results<T> {
  const results = useStore(loader.store);
  const isLive = useLiveStatus() === "live";

  // Only when the connection is back: without an answer on a live one, another try at once would be a loop.
  useEffect(() => {
    if (isLive && loader.store.get().failure?.kind === "offline") loader.again();
  }, [isLive, loader]);
  return results;
}

type Changed = Readonly<Record<string, MessageView>>;

/**
 * Found messages, live: deleted ones and those of lost rooms disappear at once. An edited one is shown as it is now,
 * without marks, until the server has searched again.
 */
export function useLiveHits(loader: ResultLoader<SearchHitView>) {
  const results = useResults(loader);
  const rooms = useMyRooms();
  const changed = useChanges(loader, ({ message }) => message.id);

  const items = useMemo(
    () =>
      results.items
        .map((hit) => asChanged(hit, changed[hit.message.id]))
        .filter(({ message }) => !message.deletedAt && message.roomId in rooms),
    [results.items, changed, rooms],
  );
  return { ...results, items };
}

function asChanged(hit: SearchHitView, message: MessageView | undefined): SearchHitView {
  if (!message || message.rev <= hit.message.rev) return hit;
  return { ...hit, message, highlights: message.text === hit.message.text ? hit.highlights : [] };
}

/** Found files, live: those of deleted messages and lost rooms disappear at once. */
export function useLiveFiles(loader: ResultLoader<FileHitView>) {
  const results = useResults(loader);
  const rooms = useMyRooms();
  const changed = useChanges(loader, ({ file }) => file.messageId);

  const items = results.items.filter(({ file }) => {
    const message = changed[file.messageId];
    const isGone = message && (message.deletedAt || !message.attachments.some(({ id }) => id === file.id));
    return !isGone && file.roomId in rooms;
  });
  return { ...results, items };
}

/** The latest state of the shown messages that changed. After an edit the loader searches again. */
function useChanges<T>(loader: ResultLoader<T>, idOf: (item: T) => string): Changed {
  const { messageChanges } = useChat();
  const [changed, noteChanged] = useState<Changed>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const hear = useEffectEvent((heard: readonly WireMessage[]) => {
    const shown = new Set(loader.store.get().items.map(idOf));
    const ours = heard.filter(({ id }) => shown.has(id)).map(wholeMessage);
    if (ours.length === 0) return;
    noteChanged((before) => ({ ...before, ...Object.fromEntries(ours.map((one) => [one.id, one])) }));
    clearTimeout(timer.current);
    timer.current = setTimeout(loader.refresh, INDEXED_MS);
  });
  useEffect(() => messageChanges.subscribe((items) => hear(items)), [messageChanges]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return changed;
}
