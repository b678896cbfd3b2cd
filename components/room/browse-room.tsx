"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";
import { useChat } from "@/lib/client/chat-context";
import { roomPath } from "@/lib/shared/room-path";
import type { MyRoomView } from "@/lib/shared/views";
import { JoinRoom } from "./join-room";
import { RoomIcon } from "./room-icon";

/** A room that one could join: here if it is open; where a password is needed, on its own page. */
export function BrowseRoom({ room }: { room: MyRoomView }) {
  const t = useTranslations("room");
  const { account } = useChat();

  return (
    <li className="flex items-center gap-3 py-3">
      <div className="min-w-0 flex-1">
        <Link href={roomPath(room)} className="flex items-center gap-1.5 font-medium hover:underline">
          <RoomIcon room={room} me={account.id} />
          <span className="truncate">{room.name}</span>
        </Link>
        <p className="truncate text-small text-ink-3">
          {t("members", { count: room.memberCount })}
          {room.topic && ` · ${room.topic}`}
        </p>
      </div>
      {room.kind === "open" ? (
        <JoinRoom room={room} look="quiet" size="small" />
      ) : (
        <Link href={roomPath(room)} className={buttonLook({ look: "quiet", size: "small" })}>
          {t("join")}
        </Link>
      )}
    </li>
  );
}
