"use client";

import { useNow } from "next-intl";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";

/** True for a time that has passed; null never ends. */
export const isOver = (until: string | null, now = new Date()) => until !== null && new Date(until) <= now;

/** The reader's own status until it expires; null without one. */
export function useOwnStatusWords(): { statusEmoji: string; statusText: string } | null {
  const { statusEmoji, statusText, statusUntil } = useStore(useChat().ownAccount);
  const now = useNow({ updateInterval: 60_000 });
  return isOver(statusUntil, now) || !(statusEmoji || statusText) ? null : { statusEmoji, statusText };
}
