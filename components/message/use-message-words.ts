"use client";

import { firstWords } from "@/lib/shared/markdown/plain-text";
import type { MessageView } from "@/lib/shared/views";
import { useFileWords } from "./use-file-words";

type Worded = Pick<MessageView, "text" | "attachments">;

/**
 * Describes a message in one line: its first words, else its files ("3 photos", "report.pdf"). For quotes, lists,
 * notifications and announcements.
 */
export function useMessageWords(): (message: Worded) => string {
  const filesOf = useFileWords();
  return (message) => firstWords(message.text) || filesOf(message);
}
