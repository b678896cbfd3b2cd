"use client";

import { type SetStateAction, useCallback, useEffect } from "react";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import { useChat } from "../chat/chat-context";
import { useStore } from "../state/use-store";
import { useDraftReply } from "./use-draft-reply";

/**
 * The draft of a room or a thread. This browser keeps it across rooms, reloads and crashes; the server keeps those of
 * rooms for other devices.
 * Text from another device appears unless the user is typing.
 */
export function useDraft(key: TimelineKey) {
  const { drafts } = useChat();
  const text = useStore(drafts.store, (all) => all[key]?.text ?? "");
  useEffect(() => drafts.open(key), [drafts, key]);
  useDraftReply(key);

  const type = useCallback(
    (next: SetStateAction<string>) =>
      drafts.type(key, typeof next === "function" ? next(drafts.get(key).text) : next),
    [drafts, key],
  );

  /** Takes the text out of the draft. The browser drops it once the message is stored. */
  const take = useCallback(
    (sent: string, kept: Promise<void>) => drafts.take(key, sent, kept),
    [drafts, key],
  );
  return [text, type, take] as const;
}
