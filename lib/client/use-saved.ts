"use client";

import { useEffect } from "react";
import type { MessageView } from "@/lib/shared/views";
import { useChat } from "./chat/chat-context";
import { useStore } from "./state/use-store";

/** Whether I saved a message, live. */
export function useIsSaved({ roomId, seq }: MessageView): boolean {
  const { saved } = useChat();
  useEffect(() => saved.want(roomId), [saved, roomId]);
  return useStore(saved.store, (marks) => marks[roomId]?.has(seq) ?? false);
}
