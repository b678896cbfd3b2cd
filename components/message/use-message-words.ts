"use client";

import { useTranslations } from "next-intl";
import { useMentionWriters } from "@/lib/client/names/use-mention-writer";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import type { MessageView } from "@/lib/shared/views";
import { useFileWords } from "./use-file-words";

type Worded = Pick<MessageView, "text" | "attachments"> & Partial<Pick<MessageView, "mentions" | "poll">>;

/**
 * Describes a message in one line: its first words, else its files ("3 photos", "report.pdf"). For quotes, lists,
 * notifications and announcements.
 */
export function useMessageWords(): (message: Worded) => string {
  const filesOf = useFileWords();
  const writerFor = useMentionWriters();
  const t = useTranslations("poll");
  return (message) => {
    const words = firstWords(message.text, writerFor(message.mentions)) || filesOf(message);
    return message.poll ? t("words", { question: words }) : words;
  };
}
