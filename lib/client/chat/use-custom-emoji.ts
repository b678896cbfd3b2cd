"use client";

import { useEffect } from "react";
import { useStore } from "../state/use-store";
import { createEmojiList } from "../sync/emoji-list";
import { useChat } from "./chat-context";
import { perChat } from "./per-chat";

/** The workspace's emoji in a chat, kept by its frames. */
export const customEmojiOf = perChat((chat) => {
  const list = createEmojiList();
  chat.listChanges.emoji.subscribe((changed) => (changed ? list.apply(changed) : list.refresh()));
  return list;
});

/** The workspace's emoji, which this loads; null until they are there. */
export function useCustomEmoji() {
  const list = customEmojiOf(useChat());
  const known = useStore(list.store);
  useEffect(() => list.load(), [list]);
  return known;
}
