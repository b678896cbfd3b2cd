"use client";

import { useEffect } from "react";
import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";

/** Moves the read mark of a room or a thread only while somebody looks at its end. */
export function useReading(newestSeq: number, isLooking: boolean, onRead: (seq: number) => void): void {
  const { reading } = useChat();
  const { timeline } = useCurrentRoom();

  useEffect(() => (isLooking ? reading.look(timeline) : undefined), [reading, timeline, isLooking]);

  useEffect(() => {
    if (isLooking && newestSeq > 0) onRead(newestSeq);
  }, [onRead, isLooking, newestSeq]);
}
