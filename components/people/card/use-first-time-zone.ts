"use client";

import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";

/** Sets the account's time zone to this browser's where none is set, so that others see the person's local time. */
export function useFirstTimeZone(): void {
  const { account } = useChat();
  const isMissing = account.timeZone === null;

  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (isMissing && timeZone) void call("PATCH /me", { timeZone });
  }, [isMissing]);
}
