"use client";

import { useMemo } from "react";
import type { MyRoomView } from "@/lib/shared/views";
import { useChat } from "./chat-context";
import { type Draft, hasWords } from "./draft-states";
import { useMyRooms } from "./use-rooms";
import { useStore } from "./use-store";

/** My rooms in which I have typed something and not sent it, typed last first. */
export function useDrafted(): { room: MyRoomView; draft: Draft }[] {
  const rooms = useMyRooms();
  const drafts = useStore(useChat().drafts.store);
  return useMemo(
    () =>
      Object.entries(drafts)
        .flatMap(([roomId, draft]) => {
          const room = rooms[roomId];
          return room && hasWords(draft) ? [{ room, draft }] : [];
        })
        .sort((a, b) => ((b.draft.at ?? "") < (a.draft.at ?? "") ? -1 : 1)),
    [drafts, rooms],
  );
}

/** In how many of my rooms that is. */
export function useDraftCount(): number {
  const { drafts, workspace } = useChat();
  const rooms = useStore(workspace, (state) => state.rooms);
  return useStore(
    drafts.store,
    (all) => Object.entries(all).filter(([roomId, draft]) => roomId in rooms && hasWords(draft)).length,
  );
}

/** Whether something was typed in a room and not sent. */
export const useHasDraft = (roomId: string): boolean =>
  useStore(useChat().drafts.store, (all) => hasWords(all[roomId]));
