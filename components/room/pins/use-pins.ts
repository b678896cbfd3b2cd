"use client";

import { useEffect, useRef, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { useGet } from "@/lib/client/connection/use-get";
import type { MessageView } from "@/lib/shared/views";

/** The pinned messages of a room. Reloaded when something is pinned, unpinned or edited while pinned. */
export function usePins(roomId: string) {
  const { messageChanges: heard } = useChat();
  const [version, setVersion] = useState(0);
  const answer = useGet(addressOf("GET /rooms/{room}/pins", { room: roomId }), version);
  const listed = useRef<readonly MessageView[]>([]);
  listed.current = answer?.items ?? [];
  const again = () => setVersion((count) => count + 1);

  useEffect(
    () =>
      heard.subscribe((items) => {
        const isListed = (id: string) => listed.current.some((message) => message.id === id);
        const ours = items.filter((item) => item.roomId === roomId);
        if (ours.some(({ id, isPinned }) => isPinned || isListed(id))) setVersion((count) => count + 1);
      }),
    [heard, roomId],
  );

  const state: "loading" | "failed" | "whole" =
    answer === undefined ? "loading" : answer === null ? "failed" : "whole";
  return { items: listed.current, state, again };
}
