"use client";

import { createScheduled } from "../sync/scheduled";
import type { Chat } from "./chat";
import { useChat } from "./chat-context";

/** The lists by chat. Most visits show none, so that their script is loaded by what shows them. */
const lists = new WeakMap<Chat, ReturnType<typeof createScheduled>>();

/** My scheduled messages in a chat, kept by its frames. */
function scheduledOf(chat: Chat): ReturnType<typeof createScheduled> {
  const known = lists.get(chat);
  if (known) return known;
  const list = createScheduled();
  chat.listChanges.scheduled.subscribe((change) => (change ? list.apply(change) : list.refresh()));
  lists.set(chat, list);
  return list;
}

/** My scheduled messages. */
export const useScheduled = () => scheduledOf(useChat());
