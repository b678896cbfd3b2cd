"use client";

import { useMentionWriters } from "@/lib/client/names/use-mention-writer";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import type { MessageView } from "@/lib/shared/views";
import { useFileWords } from "./use-file-words";
import { usePollWords } from "./use-poll-words";

type Worded = Pick<MessageView, "text" | "attachments"> & Partial<Pick<MessageView, "mentions" | "poll">>;

/**
 * Describes a message in one line: its first words, else its files ("3 photos", "report.pdf"). For quotes, lists,
 * notifications and announcements.
 */
export function useMessageWords(): (message: Worded) => string {
  const filesOf = useFileWords();
  const writerFor = useMentionWriters();
  const asPoll = usePollWords();
  return (message) =>
    asPoll(message, firstWords(message.text, writerFor(message.mentions)) || filesOf(message));
}
