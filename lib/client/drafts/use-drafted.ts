"use client";

import { usePathname } from "next/navigation";
import { useMemo } from "react";
import { roomOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MyRoomView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { isAt } from "../rooms/is-at";
import { useMyRooms } from "../rooms/use-rooms";
import { useStore } from "../state/use-store";
import { draftFiles } from "../uploads/upload";
import { type Draft, hasWords } from "./draft-states";

/** My rooms and threads with an unsent draft, the latest first. */
export function useDrafted(): { key: TimelineKey; room: MyRoomView; draft: Draft }[] {
  const rooms = useMyRooms();
  const drafts = useStore(useChat().drafts.store);
  return useMemo(
    () =>
      Object.entries(drafts)
        .flatMap(([key, draft]) => {
          const room = rooms[roomOf(key)];
          return room && hasWords(draft) ? [{ key, room, draft }] : [];
        })
        .sort((a, b) => ((b.draft.at ?? "") < (a.draft.at ?? "") ? -1 : 1)),
    [drafts, rooms],
  );
}

/** The number of those rooms without the open one, so that the sidebar does not move while the user types. */
export function useDraftCount(): number {
  const { drafts, workspace } = useChat();
  const pathname = usePathname();
  const rooms = useStore(workspace, (state) => state.rooms);
  return useStore(
    drafts.store,
    (all) =>
      Object.entries(all).filter(([key, draft]) => {
        const room = rooms[roomOf(key)];
        return room && !isAt(room, pathname) && hasWords(draft);
      }).length,
  );
}

/** Returns whether a room has an unsent draft: text, or files. */
export function useHasDraft(roomId: string): boolean {
  const { drafts, uploads } = useChat();
  const hasFiles = useStore(uploads.store, (state) => draftFiles(state, roomId).length > 0);
  return useStore(drafts.store, (all) => hasWords(all[roomId])) || hasFiles;
}
