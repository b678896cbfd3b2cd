"use client";

import { useEffect, useRef, useState } from "react";
import { wholeMessage } from "@/lib/shared/live";
import type { MessageView, Page } from "@/lib/shared/views";
import { useChat } from "./chat-context";
import { usePages } from "./use-pages";
import { useMyRooms } from "./use-rooms";

type Wish = {
  path: string;
  first: Page<MessageView>;
  /** Another number means that the list is another one now. */
  version: number;
};

/**
 * Messages of several rooms, page by page and live: edits show, and what was deleted, or stands in a room that one has lost,
 * goes at once.
 */
export function useFoundMessages({ path, first, version }: Wish) {
  const { around } = useChat();
  const rooms = useMyRooms();
  const pages = usePages<MessageView>({ path, version, first });
  const [changed, noteChanged] = useState<Readonly<Record<string, MessageView>>>({});
  const shown = useRef<readonly MessageView[]>([]);
  shown.current = pages.items;

  useEffect(
    () =>
      around.heard.subscribe((items) => {
        const ours = items.filter(({ id }) => shown.current.some((message) => message.id === id));
        if (ours.length === 0) return;
        const entries = ours.map((item) => [item.id, wholeMessage(item)]);
        noteChanged((before) => ({ ...before, ...Object.fromEntries(entries) }));
      }),
    [around],
  );

  const items = pages.items
    .map((message) => newer(message, changed[message.id]))
    .filter(({ roomId, deletedAt }) => roomId in rooms && !deletedAt);
  return { ...pages, items };
}

const newer = (message: MessageView, heard: MessageView | undefined) =>
  heard && heard.rev > message.rev ? heard : message;
