"use client";

import Archive from "lucide-react/icons/archive";
import FileSearch from "lucide-react/icons/file-search";
import { useTranslations } from "next-intl";
import { BotTag } from "@/components/message/bot-tag";
import { RoomIcon } from "@/components/room/room-icon";
import { UnreadBadge } from "@/components/sidebar/unread-badge";
import { Avatar } from "@/components/ui/avatar";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { shownCount } from "@/lib/client/rooms/unread-totals";
import type { MyRoomView, UserView } from "@/lib/shared/views";
import type { Choice } from "./destinations";

/** A row of the switcher. */
export function DestinationLine({ to }: { to: Choice }) {
  const t = useTranslations("switcher");
  if (to.kind === "search") return <SearchLine text={to.text} />;
  if (to.kind === "person") return <Person person={to.person} />;
  return <Room room={to.room} note={to.kind === "other" ? t("join") : to.room.topic} />;
}

function SearchLine({ text }: { text: string }) {
  const t = useTranslations("search");
  return (
    <>
      <FileSearch size={16} aria-hidden className="mx-px flex-none text-ink-3" />
      <span className="truncate">{t("messagesFor", { query: text })}</span>
    </>
  );
}

function Room({ room, note }: { room: MyRoomView; note: string }) {
  const t = useTranslations("sidebar");
  const { account } = useChat();
  const nameOf = useRoomName();
  const count = shownCount(room);

  return (
    <>
      <RoomIcon room={room} me={account.id} />
      <span className={count > 0 ? "truncate font-semibold" : "truncate"}>{nameOf(room)}</span>
      {room.archivedAt && (
        <span className="flex-none text-ink-3">
          <Archive size={13} aria-hidden />
          <span className="sr-only">{t("archived")}</span>
        </span>
      )}
      {note && <span className="min-w-8 flex-1 truncate text-small text-ink-3">{note}</span>}
      {count > 0 && <UnreadBadge count={count} />}
    </>
  );
}

function Person({ person }: { person: UserView }) {
  const { id, displayName, username, avatarUrl, isBot, title } = person;

  return (
    <>
      <Avatar id={id} name={displayName} url={avatarUrl} size="small" />
      <span className="truncate">{displayName}</span>
      {isBot && <BotTag />}
      <span className="min-w-8 flex-1 truncate text-small text-ink-3">
        {title ? `@${username} · ${title}` : `@${username}`}
      </span>
    </>
  );
}
