"use client";

import Hash from "lucide-react/icons/hash";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { roomNamed } from "@/lib/client/names/room-named";
import { type InnerTarget, innerTarget } from "@/lib/client/rooms/inner-link";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useStore } from "@/lib/client/state/use-store";
import { quoteKey } from "@/lib/client/timeline/quotes";
import { LIMITS } from "@/lib/shared/limits";
import { linksOfText } from "@/lib/shared/markdown/links-of-text";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import { roomPath } from "@/lib/shared/room-path";
import type { MyRoomView } from "@/lib/shared/views";
import { CardFrame } from "./link-card";

/** The origin of the page; null while the server renders, which does not know by what name it is reached. */
const useOrigin = () =>
  useSyncExternalStore(
    () => () => {},
    () => location.origin,
    () => null,
  );

/**
 * Cards of links to messages of this workspace. Each reader's own rights decide, when they read: in a room that
 * they are not in, or not any more, the link stays a link.
 */
export function InnerCards({ text }: { text: string }) {
  const origin = useOrigin();
  const rooms = useMyRooms();
  const targets = useMemo(() => (origin === null ? [] : targetsIn(text, origin)), [text, origin]);
  return targets.map((target) => {
    const room = rooms[target.room] ?? roomNamed(rooms, target.room);
    return room && <QuoteCard key={`${target.room} ${target.seq}`} room={room} seq={target.seq} />;
  });
}

type MessageTarget = InnerTarget & { seq: number };

function targetsIn(text: string, origin: string): MessageTarget[] {
  const targets = linksOfText(text).flatMap(({ url, isHidden }) =>
    isHidden ? [] : (innerTarget(url, origin) ?? []),
  );
  const isMessage = (target: InnerTarget): target is MessageTarget => target.seq !== null;
  return targets.filter(isMessage).slice(0, LIMITS.cards);
}

/** Quotes a message of a room that the reader is in; nothing if they may not read that far back, or it was deleted. */
function QuoteCard({ room, seq }: { room: MyRoomView; seq: number }) {
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
        <Link
          href={`${roomPath(room)}?message=${seq}`}
          prefetch={false}
          className="block truncate text-[0.875rem]/5 font-medium hover:underline"
        >
          <bdi>{name}</bdi>
        </Link>
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
