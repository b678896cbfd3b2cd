"use client";

import type { RefObject } from "react";
import EmojiPicker from "@/components/emoji/emoji-picker";
import type { ScreenPoint } from "@/lib/client/actions/room-ui";
import { useChat } from "@/lib/client/chat/chat-context";
import { wordOf } from "@/lib/client/emoji/emoji-words";
import { noteEmoji } from "@/lib/client/emoji/frequent-emoji";
import { useIsPhone } from "@/lib/client/page/use-is-wide";
import { applyChange, fieldOf, insertUnfocused } from "@/lib/client/writing/apply-change";
import { inserted } from "@/lib/client/writing/change";

type AtCaret = {
  input: RefObject<HTMLTextAreaElement | null>;
  at: ScreenPoint;
  /** True if the field had the focus before. On a phone, a field without it stays without the keyboard. */
  wasWriting: RefObject<boolean>;
  onClose: () => void;
};

/** The emoji picker of the composer. */
export default function EmojiAtCaret({ input, at, wasWriting, onClose }: AtCaret) {
  const { account } = useChat();
  const isPhone = useIsPhone();
  const mayFocus = () => !isPhone || wasWriting.current;

  function insert(emoji: string) {
    noteEmoji(account.id, emoji);
    onClose();
    if (!input.current) return;
    const change = inserted(fieldOf(input.current), wordOf(emoji));
    if (mayFocus()) applyChange(input.current, change);
    else insertUnfocused(input.current, change);
  }

  return (
    <EmojiPicker
      userId={account.id}
      hasCustom
      at={at}
      onChoose={insert}
      onClose={onClose}
      onClosed={() => mayFocus() && input.current?.focus()}
    />
  );
}
