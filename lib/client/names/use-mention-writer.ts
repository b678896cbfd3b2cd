"use client";

import { useEffect, useMemo } from "react";
import type { WriteMention } from "@/lib/shared/markdown/words-of-tree";
import type { MessageView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { useStore } from "../state/use-store";
import { asNamed, mentionWriter } from "./mention-names";

type Mentions = Pick<MessageView["mentions"], "userIds" | "groups">;

const NOBODY: Mentions = { userIds: [] };

/** Returns writers of mentions, for messages with these mentions. People whom this tab does not know stay as typed. */
export function useMentionWriters(): (mentions?: Mentions) => WriteMention {
  const { account, people } = useChat();
  return ({ userIds, groups } = NOBODY) =>
    mentionWriter([
      ...userIds.map((id) => (id === account.id ? account : people.find(id))),
      ...asNamed(groups),
    ]);
}

/** Writes the mentions of a message, whose people are asked for where this tab does not know them. */
export function useMentionWriter(mentions: Mentions): WriteMention {
  const { account, people } = useChat();
  const writerFor = useMentionWriters();
  const known = useStore(people.store);
  const { userIds } = mentions;

  useEffect(() => {
    for (const id of userIds) if (id !== account.id) void people.load(id);
  }, [userIds, account.id, people]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: who is known is in the store.
  return useMemo(() => writerFor(mentions), [mentions, known]);
}
