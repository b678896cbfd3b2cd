"use client";

import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import type { MessageView } from "@/lib/shared/views";

/** Returns whether I saved a message, live. */
export function useIsSaved({ roomId, seq }: MessageView): boolean {
  const { saved } = useChat();
  useEffect(() => saved.load(roomId), [saved, roomId]);
  return useStore(saved.store, (marks) => marks[roomId]?.has(seq) ?? false);
}
