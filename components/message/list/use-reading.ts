"use client";

import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MyRoomView } from "@/lib/shared/views";

/** Moves the read mark of a room only while somebody looks at its end. */
export function useReading(room: MyRoomView, newestSeq: number, isLooking: boolean): void {
  const chat = useChat();

  useEffect(() => {
    if (!isLooking) return;
    chat.reading.look(room.id);
    return () => chat.reading.look(null);
  }, [chat, room.id, isLooking]);

  useEffect(() => {
    if (isLooking && newestSeq > 0) chat.reading.read(room.id, newestSeq);
  }, [chat, room.id, isLooking, newestSeq]);
}
