"use client";

import { useNow, useTimeZone, useTranslations } from "next-intl";
import { useChat } from "@/lib/client/chat/chat-context";

/** Greets the reader by the first word of their name, for the time of day. */
export function useGreeting(): string {
  const t = useTranslations("start");
  const { displayName } = useChat().account;
  const hour = Number(
    new Intl.DateTimeFormat("en", {
      hour: "numeric",
      hourCycle: "h23",
      timeZone: useTimeZone() ?? "UTC",
    }).format(useNow()),
  );
  const part = hour < 5 ? "night" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
  return t("greeting", { part, name: displayName.split(" ")[0] ?? displayName });
}
