"use client";

import { useMemo } from "react";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { useChat } from "../chat/chat-context";
import { useStore } from "../state/use-store";
import { draftFiles, type Rejection, type Upload } from "./upload";

/** The files of a room's draft, in order. */
export function useDraftFiles(roomId: string): Upload[] {
  const state = useStore(useChat().uploads.store);
  return useMemo(() => draftFiles(state, roomId), [state, roomId]);
}

/** The number of files in a room's draft, and whether a message may have so many. */
export function useDraftFileCount(roomId: string) {
  const count = useStore(useChat().uploads.store, (state) => draftFiles(state, roomId).length);
  return { count, isFitting: count <= BROWSER_LIMITS.attachments };
}

/** Files that the room's draft did not take. */
export function useRejections(roomId: string): Rejection[] {
  const rejections = useStore(useChat().uploads.store, (state) => state.rejections);
  return useMemo(() => rejections.filter((one) => one.roomId === roomId), [rejections, roomId]);
}
