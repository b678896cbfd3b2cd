"use client";

import { useTranslations } from "next-intl";
import type { MessageView } from "@/lib/shared/views";

/** Returns a function that names the words of a message as a poll's question, if it has a poll. */
export function usePollWords(): (message: Partial<Pick<MessageView, "poll">>, words: string) => string {
  const t = useTranslations("poll");
  return ({ poll }, words) => (poll ? t("words", { question: words }) : words);
}
