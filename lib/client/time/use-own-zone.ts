"use client";

import { isTimeZone } from "@/lib/shared/time/local-time";
import { useChat } from "../chat/chat-context";
import { useStore } from "../state/use-store";

/** The time zone of the reader's account, in which they choose moments; this device's where none is set. */
export function useOwnZone(): string {
  const { ownAccount } = useChat();
  const zone = useStore(ownAccount, ({ timeZone }) => timeZone);
  return zone && isTimeZone(zone) ? zone : Intl.DateTimeFormat().resolvedOptions().timeZone;
}
