"use client";

import { useEffect, useState } from "react";
import { useStore } from "../state/use-store";
import { createEmojiList } from "../sync/emoji-list";
import { useReaderIfAny } from "./chat-context";
import { perChat } from "./per-chat";

/** The workspace's emoji in a chat, kept by its frames. */
export const customEmojiOf = perChat((chat) => {
  const list = createEmojiList();
  chat.listChanges.emoji.subscribe((changed) => (changed ? list.apply(changed) : list.refresh()));
  return list;
});

/**
 * The workspace's emoji, which this loads; null until they are there. Pages outside the chat, such as the settings, read them
 * once.
 */
export function useCustomEmoji() {
  const reader = useReaderIfAny();
  const [outside] = useState(createEmojiList);
  const list = reader ? customEmojiOf(reader.chat) : outside;
  const known = useStore(list.store);
  useEffect(() => list.load(), [list]);
  return known;
}
