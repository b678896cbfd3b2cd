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
import { keyWord } from "@/lib/client/shortcuts/key-names";
import { shownCount, unreadForMe } from "@/lib/shared/rooms/unread-totals";
import type { MyRoomView, UserView } from "@/lib/shared/views";
import type { Choice } from "./destinations";
import type { Action } from "./switcher-actions";

/** A row of the switcher. */
export function DestinationLine({ to }: { to: Choice }) {
  const t = useTranslations("switcher");
  if (to.kind === "action") return <ActionLine action={to.action} />;
  if (to.kind === "search") return <SearchLine text={to.text} />;
  if (to.kind === "person") return <Person person={to.person} />;
  return <Room room={to.room} note={to.kind === "other" ? t("join") : to.room.topic} />;
}

function ActionLine({ action: { icon: Icon, label, chord } }: { action: Action }) {
  return (
    <>
      <Icon size={16} aria-hidden className="mx-0.5 flex-none text-ink-2" />
      <span className="flex-1 truncate">{label}</span>
      {chord && (
        <kbd className="flex-none font-sans text-tiny text-ink-2 pointer-coarse:hidden">{keyWord(chord)}</kbd>
      )}
    </>
  );
}

function SearchLine({ text }: { text: string }) {
  const t = useTranslations("search");
  return (
    <>
      <FileSearch size={16} aria-hidden className="mx-0.5 flex-none text-ink-2" />
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
      <span className={count > 0 ? "truncate font-[650]" : "truncate"}>{nameOf(room)}</span>
      {room.archivedAt && (
        <span className="flex-none text-ink-3">
          <Archive size={13} aria-hidden />
          <span className="sr-only">{t("archived")}</span>
        </span>
      )}
      {note && <span className="min-w-8 flex-1 truncate text-small text-ink-3">{note}</span>}
      {count > 0 && <UnreadBadge count={count} calls={unreadForMe(room)} />}
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
