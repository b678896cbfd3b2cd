"use client";

import { useRouter } from "next/navigation";
import { startDirectAction } from "@/app/(chat)/rooms/actions";
import { useServerAction } from "@/components/ui/action-runner";
import { useChat } from "@/lib/client/chat/chat-context";
import { searchPagePath } from "@/lib/client/search/search-path";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { Choice } from "./destinations";

/** Opens a destination; for a person, their conversation, which is created if needed. */
export function useGo(onGo: () => void) {
  const chat = useChat();
  const act = useServerAction();
  const router = useRouter();

  return async (to: Choice) => {
    onGo();
    if (to.kind === "search") return router.push(searchPagePath(to.text));
    if (to.kind !== "person") return router.push(roomPath(to.room));
    const answer = await act(startDirectAction, { userId: to.person.id });
    if (!answer) return;
    chat.applyRoom(answer.room);
    router.push(roomPath(answer.room));
  };
}
