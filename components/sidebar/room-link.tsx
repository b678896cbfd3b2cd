"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { RoomIcon } from "@/components/room/room-icon";
import { useChat } from "@/lib/client/chat-context";
import { nameOf } from "@/lib/client/room-sections";
import { LIMITS } from "@/lib/shared/limits";
import { roomPath } from "@/lib/shared/room-path";
import type { MyRoomView } from "@/lib/shared/views";

/** One line of the sidebar. */
export const ROW = "flex h-8 items-center gap-2 rounded-row px-2 text-body";

/** A room in the sidebar: bold with a count as long as something in it is unread. */
export function RoomLink({ room, onGo }: { room: MyRoomView; onGo?: () => void }) {
  const { account } = useChat();
  const pathname = usePathname();
  const path = roomPath(room);
  const isHere =
    decodeURIComponent(pathname) === decodeURIComponent(path) || pathname === `/rooms/${room.id}`;
  const isUnread = room.unreadCount > 0;

  return (
    <Link
      href={path}
      onClick={onGo}
      aria-current={isHere ? "page" : undefined}
      className={clsx(
        ROW,
        isHere ? "bg-selected font-medium text-ink" : "hover:bg-hover",
        !isHere && (isUnread ? "font-semibold text-ink" : "text-ink-2"),
      )}
    >
      <RoomIcon room={room} me={account.id} />
      <span className="truncate">{nameOf(room, account.id)}</span>
      {isUnread && <UnreadBadge count={room.unreadCount} />}
    </Link>
  );
}

function UnreadBadge({ count }: { count: number }) {
  const t = useTranslations("sidebar");

  return (
    <span className="ml-auto min-w-5 flex-none rounded-pill bg-accent px-1.5 text-center text-tiny font-semibold text-accent-ink">
      <span aria-hidden>{count >= LIMITS.unreadCount ? `${LIMITS.unreadCount - 1}+` : count}</span>
      <span className="sr-only">{t("unread", { count })}</span>
    </span>
  );
}
