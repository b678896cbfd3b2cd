"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import type { Address } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import type { WireMessage } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { MessageView, Page } from "@/lib/shared/views";

type MessageQuery = {
  path: Address<Page<MessageView>>;
  first: Page<MessageView>;
  /** A change of it reloads the list. */
  version: number;
};

/**
 * Messages from several rooms, paginated and live: edits appear, and deleted messages or lost rooms disappear at once.
 */
export function useFoundMessages({ path, first, version }: MessageQuery) {
  const { messageChanges: heard } = useChat();
  const rooms = useMyRooms();
  const pages = usePages({ path, version, first });
  const [changed, noteChanged] = useState<Readonly<Record<string, MessageView>>>({});
  const shown = useRef<readonly MessageView[]>([]);
  shown.current = pages.items;

  const hear = useEffectEvent((heard: readonly WireMessage[]) => {
    const isShown = ({ id }: WireMessage) => shown.current.some((message) => message.id === id);
    const ours = heard.filter(isShown).map(wholeMessage);
    if (ours.length > 0)
      noteChanged((before) => ({ ...before, ...Object.fromEntries(ours.map((item) => [item.id, item])) }));
  });
  useEffect(() => heard.subscribe((items) => hear(items)), [heard]);

  const items = pages.items
    .map((message) => newer(message, changed[message.id]))
    .filter((message) => message.roomId in rooms && !message.deletedAt);
  return { ...pages, items };
}

const newer = (message: MessageView, heard: MessageView | undefined) =>
  heard && heard.rev > message.rev ? heard : message;
