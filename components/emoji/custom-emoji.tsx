"use client";

import { useEffect } from "react";
import { useMessageAround } from "@/components/message/text/called";
import type { Chat } from "@/lib/client/chat/chat";
import { useReaderIfAny } from "@/lib/client/chat/chat-context";
import { customEmojiOf } from "@/lib/client/chat/use-custom-emoji";
import { useStore } from "@/lib/client/state/use-store";
import { withoutColons } from "@/lib/shared/emoji/custom-emoji";
import { isId } from "@/lib/shared/is-id";

/** Stands for a reaction whose emoji is not known. */
const UNKNOWN = "…";

/** An emoji of the workspace, by `:id:` or `:name:`. A name that no emoji has, or had then, is shown as it was typed. */
export default function CustomEmoji({ emoji }: { emoji: string }) {
  const reader = useReaderIfAny();
  return reader ? <Known emoji={emoji} chat={reader.chat} /> : emoji;
}

function Known({ emoji, chat }: { emoji: string; chat: Chat }) {
  const custom = customEmojiOf(chat);
  const message = useMessageAround();
  const known = useStore(custom.store);
  const hasId = isId(withoutColons(emoji));
  useEffect(() => custom.load(hasId ? emoji : undefined), [custom, emoji, hasId]);
  const found = known?.find(emoji, message ? (message.editedAt ?? message.createdAt) : undefined);
  if (!found) return hasId ? UNKNOWN : emoji;

  const { name, imageUrl, width, height } = found;
  const typed = hasId ? `:${name}:` : emoji;
  return (
    <span title={typed} className="whitespace-nowrap">
      {/* biome-ignore lint/performance/noImgElement: a small image that the server has scaled down */}
      <img
        src={imageUrl}
        alt={typed}
        width={width}
        height={height}
        decoding="async"
        className="inline-block h-[1.375em] w-auto max-w-[5.5em] object-contain align-[-0.3em]"
      />
      {/* Copied with the text around it, which an image is not. Without a height, or lines with an image would be taller. */}
      <span aria-hidden className="text-[0px] leading-[0]">
        {typed}
      </span>
    </span>
  );
}
