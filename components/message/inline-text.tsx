"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { piecesOf, shown } from "@/lib/client/inline-text";
import { RoomMention } from "./room-mention";

/** A text without formatting: names that are called stand out, rooms can be gone to, and spoilers wait to be asked for. */
export function InlineText({ text }: { text: string }) {
  return piecesOf(shown(text)).map((piece, index) => {
    if (piece.kind === "text") return piece.text;
    // biome-ignore lint/suspicious/noArrayIndexKey: as below
    if (piece.kind === "room") return <RoomMention key={index} name={piece.text} />;
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places.
    if (piece.kind === "spoiler") return <Spoiler key={index} text={piece.text} />;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <span key={index} className="rounded-1 bg-accent-soft px-0.5 font-medium text-accent">
        {piece.text}
      </span>
    );
  });
}

function Spoiler({ text }: { text: string }) {
  const t = useTranslations("message");
  const [isOpen, open] = useState(false);
  if (isOpen) return <span className="rounded-1 bg-hover px-0.5">{text}</span>;
  return (
    <button
      type="button"
      aria-label={t("spoiler")}
      title={t("spoiler")}
      onClick={() => open(true)}
      className="rounded-1 bg-ink-3 px-0.5 select-none"
    >
      <span className="invisible">{text}</span>
    </button>
  );
}
