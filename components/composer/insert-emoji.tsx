"use client";

import Smile from "lucide-react/icons/smile";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import type { ScreenPoint } from "@/lib/client/actions/room-ui";
import { useChat } from "@/lib/client/chat/chat-context";
import { noteEmoji } from "@/lib/client/emoji/note-emoji";
import { applyChange, fieldOf } from "@/lib/client/writing/apply-change";
import { inserted } from "@/lib/client/writing/change";

const EmojiPicker = onDemand(() => import("@/components/emoji/emoji-picker"));

/** The button that inserts an emoji at the caret. */
export function InsertEmoji({ input }: { input: RefObject<HTMLTextAreaElement | null> }) {
  const t = useTranslations("writing");
  const { account } = useChat();
  const [at, openAt] = useState<ScreenPoint | null>(null);

  function insert(emoji: string) {
    noteEmoji(account.id, emoji);
    openAt(null);
    if (input.current) applyChange(input.current, inserted(fieldOf(input.current), emoji));
  }

  return (
    <>
      <IconButton
        label={t("emoji")}
        aria-haspopup="dialog"
        aria-expanded={at !== null}
        onClick={({ currentTarget }) => {
          const { left, top } = currentTarget.getBoundingClientRect();
          openAt({ x: left, y: top });
        }}
      >
        <Smile size={18} aria-hidden />
      </IconButton>
      {at && (
        <EmojiPicker
          userId={account.id}
          at={at}
          onChoose={insert}
          onClose={() => openAt(null)}
          onClosed={() => input.current?.focus()}
        />
      )}
    </>
  );
}
