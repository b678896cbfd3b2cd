"use client";

import Hash from "lucide-react/icons/hash";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { roomNamed } from "@/lib/client/names/room-named";
import { type InnerTarget, innerTarget } from "@/lib/client/rooms/inner-link";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useStore } from "@/lib/client/state/use-store";
import { quoteKey } from "@/lib/client/timeline/quotes";
import { roomKey } from "@/lib/shared/fold";
import { LIMITS } from "@/lib/shared/limits";
import { linksOfText } from "@/lib/shared/markdown/links-of-text";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import { roomPath } from "@/lib/shared/room-path";
import { displayText } from "@/lib/shared/shown";
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
 * Cards of links to rooms and messages of this workspace. Each reader's own rights decide, at the moment of reading: a
 * message in a room that they are not in, or not any more, and a room that they cannot see, stay links.
 */
export function InnerCards({ text }: { text: string }) {
  const origin = useOrigin();
  const rooms = useMyRooms();
  const targets = useMemo(() => (origin === null ? [] : targetsIn(text, origin)), [text, origin]);
  return targets.map(({ room: name, seq }) => {
    const room = rooms[name] ?? roomNamed(rooms, name);
    const key = `${name} ${seq}`;
    if (seq === null) return <RoomCard key={key} mine={room} name={name} />;
    return room && <QuoteCard key={key} room={room} seq={seq} />;
  });
}

const targetsIn = (text: string, origin: string): InnerTarget[] =>
  linksOfText(text)
    .flatMap(({ url, isHidden }) => (isHidden ? [] : (innerTarget(url, origin) ?? [])))
    .slice(0, LIMITS.cards);

/** Name and topic of a room that is the reader's, or that they could join. */
function RoomCard({ mine, name }: { mine: MyRoomView | undefined; name: string }) {
  const t = useTranslations("cards");
  const { openRooms } = useChat();
  const open = useStore(openRooms.store, (rooms) => rooms[roomKey(name)]);
  const room = mine ?? open;
  const isUnknown = room === undefined;

  useEffect(() => {
    if (isUnknown) void openRooms.load();
  }, [isUnknown, openRooms]);

  if (!room?.name) return null;
  return (
    <CardFrame label={t("room", { name: room.name })}>
      <div className="min-w-0 flex-1">
        <CardLink href={roomPath(room)}>
          <Hash size={14} aria-hidden className="me-1 inline-block align-[-0.125em]" />
          <bdi>{room.name}</bdi>
        </CardLink>
        {room.topic && (
          <p dir="auto" className="truncate text-small/[1.125rem] text-ink-2">
            {displayText(room.topic)}
          </p>
        )}
      </div>
    </CardFrame>
  );
}

const CardLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} prefetch={false} className="block truncate text-[0.875rem]/5 font-medium hover:underline">
    {children}
  </Link>
);

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
