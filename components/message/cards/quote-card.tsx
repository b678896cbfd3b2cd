"use client";

import Hash from "lucide-react/icons/hash";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import { quoteKey } from "@/lib/client/timeline/quotes";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { MyRoomView } from "@/lib/shared/views";
import { CardLink } from "./card-link";
import { CardFrame } from "./link-card";

/** Quotes a message of a room that the reader is in; nothing if they may not read that far back, or it was deleted. */
export default function QuoteCard({ room, seq }: { room: MyRoomView; seq: number }) {
  const t = useTranslations("cards");
  const { quotes } = useChat();
  const quoted = useStore(quotes.store, (all) => all[quoteKey(room.id, seq)]);

  useEffect(() => quotes.load(room.id, seq), [quotes, room.id, seq]);

  if (quoted === undefined || quoted === "missing" || quoted.deletedAt || quoted.kind !== "user") return null;
  const name = quoted.sender.displayName;
  return (
    <CardFrame label={t("message", { name })}>
      <div className="min-w-0 flex-1">
        <RoomLine room={room} />
        <CardLink href={`${roomPath(room)}?message=${seq}`}>
          <bdi>{name}</bdi>
        </CardLink>
        <p dir="auto" className="line-clamp-2 text-small/[1.125rem] wrap-anywhere text-ink-2">
          {firstWords(quoted.text)}
        </p>
      </div>
    </CardFrame>
  );
}

function RoomLine({ room }: { room: MyRoomView }) {
  if (!room.name) return null;
  return (
    <p className="flex items-center gap-1 text-tiny/4 text-ink-3">
      <Hash size={12} aria-hidden className="flex-none" />
      <bdi className="truncate">{room.name}</bdi>
    </p>
  );
}
