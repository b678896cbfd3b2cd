"use client";

import { useState } from "react";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import type { ScreenPoint } from "@/lib/client/actions/room-ui";
import { useChat } from "@/lib/client/chat/chat-context";
import { noteEmoji } from "@/lib/client/emoji/frequent-emoji";
import type { MessageView } from "@/lib/shared/views";
import EmojiPicker from "./emoji-picker";

/** The emoji picker for a reaction, at the place where it was requested. */
export default function EmojiPopover({ message, at }: { message: MessageView; at: ScreenPoint }) {
  const acts = useMessageActions();
  const { account } = useChat();
  const [subject] = useState(() => acts.rowOf(message.seq));

  function choose(emoji: string) {
    noteEmoji(account.id, emoji);
    void acts.react(message, emoji, true);
    acts.close();
  }

  return (
    <EmojiPicker
      userId={account.id}
      hasCustom
      at={at}
      subject={subject}
      onChoose={choose}
      onClose={() => acts.close()}
      onClosed={() => acts.focusMessage(message.seq)}
    />
  );
}
