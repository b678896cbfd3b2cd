"use client";

import { useEffect, useMemo, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import type { KeywordSettings, KeywordText } from "@/lib/shared/messages/keywords";
import { hasKeywords } from "@/lib/shared/messages/notification-settings";

/** My keywords, and the script that finds them. */
export type Keywords = { split: (text: string) => KeywordText; settings: KeywordSettings };

type Script = typeof import("@/lib/shared/messages/keywords");

/** Loads the script that finds keywords if I have any. Returns null without any, and until it is loaded. */
export function useKeywords(): Keywords | null {
  const { notificationSettings, ownAccount } = useChat();
  const settings = useStore(notificationSettings, (all) => all);
  const displayName = useStore(ownAccount, (account) => account.displayName);
  const [script, setScript] = useState<Script | null>(null);
  const isWanted = settings !== null && hasKeywords(settings);

  useEffect(() => {
    // If it cannot be fetched, pushes find keywords all the same.
    if (isWanted && !script) void import("@/lib/shared/messages/keywords").then(setScript, () => {});
  }, [isWanted, script]);

  return useMemo(() => {
    if (!script || !isWanted) return null;
    return { split: (text) => new script.KeywordText(text), settings: { ...settings, displayName } };
  }, [script, isWanted, settings, displayName]);
}
