"use client";

import { createScheduled } from "../sync/scheduled";
import { useChat } from "./chat-context";
import { perChat } from "./per-chat";

/** My scheduled messages in a chat, kept by its frames. */
const scheduledOf = perChat((chat) => {
  const list = createScheduled();
  chat.listChanges.scheduled.subscribe((change) => (change ? list.apply(change) : list.refresh()));
  return list;
});

/** My scheduled messages. */
export const useScheduled = () => scheduledOf(useChat());
