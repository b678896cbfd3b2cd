"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { usePages } from "@/lib/client/connection/use-pages";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import type { WireMessage } from "@/lib/shared/live";
import type { Page, SentFileView } from "@/lib/shared/views";
import { filesPath, PAGE_SIZE } from "./file-query";

type FilesQuery = {
  /** The query string of the filters. */
  filters: string;
  /** The room that the list is about; null for all my rooms. */
  roomId: string | null;
  first?: Page<SentFileView> | undefined;
};

/**
 * Files that the reader may see, paginated and live: new ones appear, and those of deleted messages and lost rooms
 * disappear at once.
 */
export function useFiles({ filters, roomId, first }: FilesQuery) {
  const { messageChanges } = useChat();
  const rooms = useMyRooms();
  const [version, setVersion] = useState(0);
  const [gone, noteGone] = useState<ReadonlySet<string>>(new Set());
  const path = filesPath(roomId, {
    limit: PAGE_SIZE,
    ...Object.fromEntries(new URLSearchParams(filters)),
  });
  const pages = usePages({ path, version, ...(first && { first }) });
  useSearchOn(pages);

  const hear = useEffectEvent((heard: readonly WireMessage[]) => {
    const ours = heard.filter((message) => roomId === null || message.roomId === roomId);
    const lost = ours.flatMap((message) => lostFiles(message, pages.items));
    if (lost.length > 0) noteGone((before) => new Set([...before, ...lost]));
    if (ours.some((message) => isNews(message, pages.items))) setVersion((count) => count + 1);
  });
  useEffect(() => messageChanges.subscribe((items) => hear(items)), [messageChanges]);

  const items = pages.items.filter((file) => file.roomId in rooms && !gone.has(keyOf(file)));
  return { ...pages, items };
}

/** The identity of a file in a list: a forward shows the same file a second time. */
export const keyOf = ({ messageId, id }: Pick<SentFileView, "messageId" | "id">) => `${messageId} ${id}`;

/** The listed files that a changed message no longer has. */
function lostFiles(message: WireMessage, listed: readonly SentFileView[]): string[] {
  const kept = new Set(message.deletedAt ? [] : message.attachments?.map(({ id }) => id));
  return listed.filter((file) => file.messageId === message.id && !kept.has(file.id)).map(keyOf);
}

/** Returns whether a message has files that may belong at the head of the list. */
const isNews = (message: WireMessage, listed: readonly SentFileView[]): boolean =>
  !message.deletedAt &&
  (message.attachments?.length ?? 0) > 0 &&
  !listed.some(({ messageId }) => messageId === message.id);

/** A search may give an empty page and go on: it looks at a bounded number of files each time. */
function useSearchOn({ state, items, hasMore, loadMore }: ReturnType<typeof usePages<SentFileView>>) {
  const before = useRef(items.length);
  const goOn = useEffectEvent(() => {
    const hasGrown = items.length !== before.current;
    before.current = items.length;
    if (!hasGrown && hasMore) loadMore();
  });
  const wasLoading = useRef(state === "loading");
  useEffect(() => {
    if (wasLoading.current && state === "whole") goOn();
    wasLoading.current = state === "loading";
  }, [state]);
}
