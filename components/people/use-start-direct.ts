"use client";

import { useRouter } from "next/navigation";
import { startDirectAction } from "@/app/(chat)/rooms/actions";
import { useServerAction } from "@/components/ui/action-runner";
import { useChat } from "@/lib/client/chat/chat-context";
import { roomPath } from "@/lib/shared/rooms/room-path";

/** Opens the conversation with a person, which is created if needed. */
export function useStartDirect() {
  const chat = useChat();
  const act = useServerAction();
  const router = useRouter();

  return async (userId: string) => {
    const started = await act(startDirectAction, { userId });
    if (!started) return;
    chat.applyRoom(started.room);
    router.push(roomPath(started.room));
  };
}
