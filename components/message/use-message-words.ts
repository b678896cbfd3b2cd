"use client";

import { useTranslations } from "next-intl";
import { summarizeFiles } from "@/lib/shared/files/file-summary";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import type { MessageView } from "@/lib/shared/views";

type Worded = Pick<MessageView, "text" | "attachments">;

/**
 * Describes a message in one line: its first words, else its files ("3 photos", "report.pdf"). For quotes, lists,
 * notifications and announcements.
 */
export function useMessageWords(): (message: Worded) => string {
  const filesOf = useFileWords();
  return (message) => firstWords(message.text) || filesOf(message);
}

/** Describes the files of a message: "3 photos", "report.pdf". */
export function useFileWords(): (message: Pick<MessageView, "attachments">) => string {
  const t = useTranslations("files");

  return ({ attachments }) => {
    const summary = summarizeFiles(attachments);
    if (!summary) return t("noWords");
    const { kind, count, name } = summary;
    return kind === "named" ? name : t(`summary.${kind}`, { count });
  };
}
