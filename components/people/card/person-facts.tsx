"use client";

import Clock from "lucide-react/icons/clock";
import Hash from "lucide-react/icons/hash";
import Mail from "lucide-react/icons/mail";
import Users from "lucide-react/icons/users";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { useReader } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { useGet } from "@/lib/client/connection/use-get";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { DirectoryUserView } from "@/lib/shared/views";
import { useLocalTime } from "./use-local-time";

/** Facts of a person: status, local time, email where the reader may see it, and rooms in common. */
export function PersonFacts({ person }: { person: DirectoryUserView }) {
  const t = useTranslations("person");
  const { chat } = useReader();
  const isMe = person.id === chat.account.id;

  if (!person.isActive) return <p className="text-small text-ink-2">{t("deactivated")}</p>;
  return (
    <>
      <Status person={person} />
      <ul className="flex flex-col gap-2 text-small text-ink-2 empty:hidden">
        {person.timeZone && !person.isBot && <LocalTime timeZone={person.timeZone} />}
        {person.email && (
          <Fact icon={<Mail size={16} aria-hidden />}>
            <a href={`mailto:${person.email}`} className="truncate hover:underline">
              {person.email}
            </a>
          </Fact>
        )}
        {!isMe && <SharedRooms userId={person.id} />}
        <Groups userId={person.id} />
      </ul>
    </>
  );
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex min-w-0 items-start gap-3">
      <span className="flex h-5 flex-none items-center text-ink-3">{icon}</span>
      <span className="min-w-0 flex-1">{children}</span>
    </li>
  );
}

function Status({ person: { statusEmoji, statusText, statusUntil } }: { person: DirectoryUserView }) {
  const t = useTranslations("person");
  const clock = useClock();
  const today = useToday(clock);
  if (!statusEmoji && !statusText) return null;
  return (
    <p className="flex items-baseline gap-2 text-body">
      {statusEmoji && (
        <span>
          <EmojiSign emoji={statusEmoji} />
        </span>
      )}
      <bdi className="min-w-0 flex-1 wrap-anywhere">{statusText}</bdi>
      {statusUntil && (
        <span className="flex-none text-tiny text-ink-3">
          {t("until", {
            when: clock.day(statusUntil) === today ? clock.time(statusUntil) : clock.stamp(statusUntil),
          })}
        </span>
      )}
    </p>
  );
}

function LocalTime({ timeZone }: { timeZone: string }) {
  const t = useTranslations("person");
  const local = useLocalTime(timeZone);
  if (!local) return null;
  const { time, hoursAhead } = local;
  return (
    <Fact icon={<Clock size={16} aria-hidden />}>
      {hoursAhead === 0
        ? t("localTime", { time })
        : t(hoursAhead > 0 ? "ahead" : "behind", { time, hours: Math.abs(hoursAhead) })}
    </Fact>
  );
}

/** Rooms shown before the others are asked for. */
const FIRST_ROOMS = 3;

function SharedRooms({ userId }: { userId: string }) {
  const t = useTranslations("person");
  const page = useGet(addressOf("GET /users/{user}/rooms", { user: userId }));
  const [isWhole, showAll] = useState(false);
  if (!page || page.items.length === 0) return null;
  const shown = isWhole ? page.items : page.items.slice(0, FIRST_ROOMS);
  const more = page.items.length - shown.length;

  return (
    <Fact icon={<Hash size={16} aria-hidden />}>
      <span className="sr-only">{t("rooms")} </span>
      {shown.map((room, index) => (
        <span key={room.id}>
          {index > 0 && ", "}
          <Link href={roomPath(room)} className="wrap-anywhere hover:underline">
            <bdi>{room.name}</bdi>
          </Link>
        </span>
      ))}
      {more > 0 && (
        <>
          {" "}
          <button
            type="button"
            onClick={() => showAll(true)}
            className="font-medium text-accent hover:underline"
          >
            {t("moreRooms", { count: more, hasMore: String(page.nextCursor !== null) })}
          </button>
        </>
      )}
    </Fact>
  );
}

/** The groups by which the person is mentioned too; each opens its card. */
function Groups({ userId }: { userId: string }) {
  const t = useTranslations("person");
  const page = useGet(addressOf("GET /groups", { user: userId }));
  if (!page || page.items.length === 0) return null;

  return (
    <Fact icon={<Users size={16} aria-hidden />}>
      <span className="sr-only">{t("groups")} </span>
      {page.items.map(({ id, name, handle }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <button
            type="button"
            data-group={id}
            title={`@${handle}`}
            className="wrap-anywhere hover:underline"
          >
            <bdi>{name}</bdi>
          </button>
        </span>
      ))}
    </Fact>
  );
}
