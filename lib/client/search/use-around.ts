"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { WireMessage } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MessageView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { readMessages } from "../timeline/feed-pages";

/** Messages around a place of a line; `items` is null where they could not be read. */
type Around = { key: string; items: readonly MessageView[] | null };

/** A reader who steps through results quickly waits for none of them. */
const PAUSE_MS = 80;
/** Messages around a hit. */
const SHOWN = 21;

/** Reads the messages around a place, and keeps them as they are now; null while they are loaded. */
export function useAround(place: { line: TimelineKey; seq: number }): Around | null {
  const { messageChanges } = useChat();
  const [around, setAround] = useState<Around | null>(null);
  const { line, seq } = place;
  const key = `${line} ${seq}`;

  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(async () => {
      const page = await readMessages(line, `around=${seq}&limit=${SHOWN}`);
      if (isWanted) setAround({ key, items: page?.items ?? null });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [key, line, seq]);

  const hear = useEffectEvent((heard: readonly WireMessage[]) => {
    const changed = new Map(heard.map((message) => [message.id, message]));
    if (around?.items?.some(({ id }) => changed.has(id)))
      setAround({
        key: around.key,
        items: around.items.map((message) => latest(message, changed.get(message.id))),
      });
  });
  useEffect(() => messageChanges.subscribe((items) => hear(items)), [messageChanges]);
  return around?.key === key ? around : null;
}

const latest = (message: MessageView, heard: WireMessage | undefined) =>
  heard && heard.rev > message.rev ? wholeMessage(heard) : message;
