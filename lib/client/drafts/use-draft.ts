"use client";

import { type SetStateAction, useCallback, useEffect } from "react";
import { useChat } from "../chat/chat-context";
import { useStore } from "../state/use-store";
import { useDraftReply } from "./use-draft-reply";

/**
 * The draft of a room. This browser keeps it across rooms, reloads and crashes; the server keeps it for other devices.
 * Text from another device appears unless the user is typing.
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

  /** Takes the text out of the draft. The browser drops it once the message is stored. */
  const take = useCallback(
    (sent: string, kept: Promise<void>) => drafts.take(roomId, sent, kept),
    [drafts, roomId],
  );
  return [text, type, take] as const;
}
