"use client";

import { type SetStateAction, useCallback, useEffect } from "react";
import { useChat } from "../chat/chat-context";
import { useStore } from "../state/use-store";
import { useDraftReply } from "./use-draft-reply";

/**
 * What one has typed in a room and not sent: kept on this device through other rooms, reloads and crashes, and on the
 * server for the others. What another device types shows here, unless something is being typed.
 */
export function useDraft(roomId: string) {
  const { drafts } = useChat();
  const text = useStore(drafts.store, (all) => all[roomId]?.text ?? "");
  useEffect(() => drafts.open(roomId), [drafts, roomId]);
  useDraftReply(roomId);

  const type = useCallback(
    (next: SetStateAction<string>) =>
      drafts.type(roomId, typeof next === "function" ? next(drafts.get(roomId).text) : next),
    [drafts, roomId],
  );

  /** Takes the draft away. The device forgets it only once what it became is kept elsewhere. */
  const take = useCallback(
    (sent: string, kept: Promise<void>) => drafts.take(roomId, sent, kept),
    [drafts, roomId],
  );
  return [text, type, take] as const;
}
