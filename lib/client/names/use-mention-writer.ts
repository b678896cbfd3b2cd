"use client";

import { useEffect, useMemo } from "react";
import type { WriteMention } from "@/lib/shared/markdown/words-of-tree";
import { useChat } from "../chat/chat-context";
import { useStore } from "../state/use-store";
import { mentionWriter } from "./mention-names";

/** Returns writers of mentions, for messages with these people in them. People whom this tab does not know stay as typed. */
export function useMentionWriters(): (userIds?: readonly string[]) => WriteMention {
  const { account, people } = useChat();
  return (userIds = []) =>
    mentionWriter(userIds.map((id) => (id === account.id ? account : people.find(id))));
}

/** Writes the mentions of a message, whose people are asked for where this tab does not know them. */
export function useMentionWriter(userIds: readonly string[]): WriteMention {
  const { account, people } = useChat();
  const writerFor = useMentionWriters();
  const known = useStore(people.store);

  useEffect(() => {
    for (const id of userIds) if (id !== account.id) void people.load(id);
  }, [userIds, account.id, people]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: who is known is in the store.
  return useMemo(() => writerFor(userIds), [userIds, known]);
}
