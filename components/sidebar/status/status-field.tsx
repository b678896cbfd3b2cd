"use client";

import SmilePlus from "lucide-react/icons/smile-plus";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import type { ScreenPoint } from "@/lib/client/actions/room-ui";
import { useChat } from "@/lib/client/chat/chat-context";

const EmojiPicker = onDemand(() => import("@/components/emoji/emoji-picker"));

type StatusFieldProps = {
  emoji: string;
  text: string;
  error: string | null;
  onChange: (changes: { emoji?: string; text?: string }) => void;
};

/** The emoji and the words of a status in one field. */
export function StatusField({ emoji, text, error, onChange }: StatusFieldProps) {
  const t = useTranslations("presence");
  const input = useRef<HTMLInputElement>(null);

  function clear() {
    onChange({ emoji: "", text: "" });
    input.current?.focus();
  }

  return (
    <div className="flex flex-col gap-1">
      <div className="flex h-8 items-center rounded-2 border border-line-strong bg-raised pl-0.5 focus-within:border-focus pointer-coarse:h-11">
        <EmojiButton
          emoji={emoji}
          onChoose={(chosen) => onChange({ emoji: chosen })}
          onClosed={() => input.current?.focus()}
        />
        <input
          ref={input}
          value={text}
          onChange={({ target }) => onChange({ text: target.value })}
          aria-label={t("words")}
          placeholder={t("words")}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "status-error" : undefined}
          autoComplete="off"
          className="h-full min-w-0 flex-1 bg-transparent px-2 text-small outline-none placeholder:text-ink-3 pointer-coarse:text-title"
        />
        {(emoji || text) && (
          <IconButton size="small" label={t("empty")} onClick={clear} className="mr-1">
            <X size={16} aria-hidden />
          </IconButton>
        )}
      </div>
      {error && (
        <p id="status-error" className="px-1 text-tiny text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

type EmojiButtonProps = { emoji: string; onChoose: (emoji: string) => void; onClosed: () => void };

function EmojiButton({ emoji, onChoose, onClosed }: EmojiButtonProps) {
  const t = useTranslations("presence");
  const { account } = useChat();
  const [at, openAt] = useState<ScreenPoint | null>(null);

  return (
    <>
      <IconButton
        size="small"
        label={t("chooseEmoji")}
        aria-haspopup="dialog"
        aria-expanded={at !== null}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          openAt({ x: left, y: bottom });
        }}
      >
        {emoji ? <EmojiSign emoji={emoji} /> : <SmilePlus size={16} aria-hidden />}
      </IconButton>
      {at && (
        <EmojiPicker
          userId={account.id}
          hasCustom
          at={at}
          onChoose={(chosen: string) => {
            onChoose(chosen);
            openAt(null);
          }}
          onClose={() => openAt(null)}
          onClosed={onClosed}
        />
      )}
    </>
  );
}
