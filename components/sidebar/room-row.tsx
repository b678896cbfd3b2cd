"use client";

import { clsx } from "clsx";
import Archive from "lucide-react/icons/archive";
import BellOff from "lucide-react/icons/bell-off";
import Ellipsis from "lucide-react/icons/ellipsis";
import Pencil from "lucide-react/icons/pencil";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ComponentProps, type FocusEvent, type MouseEvent, memo, useState } from "react";
import { RoomMenu } from "@/components/room/menu/room-menu";
import { RoomIcon } from "@/components/room/room-icon";
import { IconButton } from "@/components/ui/icon-button";
import { useChat } from "@/lib/client/chat/chat-context";
import { useHasDraft } from "@/lib/client/drafts/use-drafted";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { RoomSection } from "@/lib/client/rooms/room-sections";
import { isMuted } from "@/lib/shared/rooms/muted";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { shownCount, unreadForMe } from "@/lib/shared/rooms/unread-totals";
import type { MyRoomView } from "@/lib/shared/views";
import { UnreadBadge } from "./unread-badge";

/** A row of the sidebar. */
export const ROW = "flex h-8 items-center gap-2 rounded-row px-2 text-body pointer-coarse:h-11";

/** A place to drop a dragged room, with the room over it; see `useRoomDrag`. */
export const OVER = "rounded-row data-over:bg-accent-soft";

/** True for sections that rooms are dragged to. */
export const isPlace = (kind: RoomSection["kind"]) => kind !== "starred" && kind !== "unread";

type RoomRowProps = {
  room: MyRoomView;
  kind: RoomSection["kind"];
  isHere: boolean;
  now: Date;
  onGo?: (() => void) | undefined;
};

/**
 * A room in the sidebar: bold with a count while unread, dimmed while muted. A right click, the menu key or its button
 * opens the menu. The link is the row's only tab stop. Memoized, so it renders only for changes of this room.
 */
export const RoomRow = memo(function RoomRow({ room, kind, isHere, now, onGo }: RoomRowProps) {
  const t = useTranslations("sidebar");
  const tViews = useTranslations("views");
  const { account } = useChat();
  const name = useRoomName()(room);
  const [isMenuOpen, openMenu] = useState(false);
  const [count, calls] = [shownCount(room, now), unreadForMe(room, now)];
  const isSilent = isMuted(room, now);
  const hasDraft = useHasDraft(room.id) && !isHere;

  function onContextMenu(event: MouseEvent) {
    event.preventDefault();
    openMenu(true);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a second way to what its button does.
    <div
      draggable
      data-room={room.id}
      data-folder={isPlace(kind) ? (room.folderId ?? "") : undefined}
      onContextMenu={onContextMenu}
      className={`group relative ${OVER}`}
    >
      <Link
        href={roomPath(room)}
        {...(onGo && { onClick: onGo })}
        draggable={false}
        aria-current={isHere ? "page" : undefined}
        className={clsx(
          ROW,
          isHere ? "bg-selected font-[560] text-ink" : "group-hover:bg-hover",
          !isHere && lookOf(count, isSilent || room.archivedAt !== null),
        )}
      >
        <RoomIcon room={room} me={account.id} />
        <span className="truncate">{name}</span>
        {room.archivedAt && <State icon={Archive} label={t("archived")} />}
        {isSilent && <State icon={BellOff} label={t("muted")} />}
        {hasDraft && <State icon={Pencil} label={tViews("draft")} />}
        {count > 0 && <UnreadBadge count={count} calls={calls} mentions={room.mentionCount} />}
      </Link>
      <RoomMenu
        room={room}
        isOpen={isMenuOpen}
        onOpenChange={openMenu}
        trigger={(opening) => <MenuButton label={t("menuOf", { name })} {...opening} />}
      />
    </div>
  );
});

/** The button of a row's menu. No tab stop: the menu key does the same, and the focus comes back to the row's link. */
function MenuButton(button: ComponentProps<typeof IconButton>) {
  return (
    <IconButton
      {...button}
      tabIndex={-1}
      onFocus={toLink}
      className="absolute top-0 right-0 bg-hover opacity-0 group-hover:opacity-100 data-[state=open]:opacity-100 pointer-coarse:pointer-events-none"
    >
      <Ellipsis size={16} aria-hidden />
    </IconButton>
  );
}

function toLink({ currentTarget }: FocusEvent<HTMLElement>) {
  currentTarget.parentElement?.querySelector("a")?.focus();
}

function lookOf(count: number, isQuiet: boolean): string {
  if (count > 0) return "font-[650] text-ink";
  return isQuiet ? "text-ink-3" : "text-ink-2";
}

/** The icon of a muted or quiet room. */
function State({ icon: Icon, label }: { icon: typeof BellOff; label: string }) {
  return (
    <span className="flex-none">
      <Icon size={13} aria-hidden />
      <span className="sr-only">{label}</span>
    </span>
  );
}
