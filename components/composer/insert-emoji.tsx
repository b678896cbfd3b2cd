"use client";

import Smile from "lucide-react/icons/smile";
import { useTranslations } from "next-intl";
import { type RefObject, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import type { ScreenPoint } from "@/lib/client/actions/room-ui";

const EmojiAtCaret = onDemand(() => import("./emoji-at-caret"));

/** The button that inserts an emoji at the caret. */
export function InsertEmoji({ input }: { input: RefObject<HTMLTextAreaElement | null> }) {
  const t = useTranslations("writing");
  const [at, openAt] = useState<ScreenPoint | null>(null);
  const wasWriting = useRef(false);

  return (
    <>
      <IconButton
        label={t("emoji")}
        aria-haspopup="dialog"
        aria-expanded={at !== null}
        onPointerDown={() => {
          wasWriting.current = document.activeElement === input.current;
        }}
        onClick={({ currentTarget }) => {
          const { left, top } = currentTarget.getBoundingClientRect();
          openAt({ x: left, y: top });
        }}
      >
        <Smile size={18} aria-hidden />
      </IconButton>
      {at && <EmojiAtCaret input={input} at={at} wasWriting={wasWriting} onClose={() => openAt(null)} />}
    </>
  );
}
