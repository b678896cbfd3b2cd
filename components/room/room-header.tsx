"use client";

import { clsx } from "clsx";
import Users from "lucide-react/icons/users-round";
import { useTranslations } from "next-intl";
import { useChat } from "@/lib/client/chat-context";
import { nameOf } from "@/lib/client/room-sections";
import type { MyRoomView } from "@/lib/shared/views";
import { PageHeader } from "./page-header";
import { RoomIcon } from "./room-icon";
import { RoomMenu } from "./room-menu";

type Header = { room: MyRoomView; isPanelOpen: boolean; onMembers: () => void };

/** Which room this is, what it is about, and who is in it. */
export function RoomHeader({ room, isPanelOpen, onMembers }: Header) {
  const t = useTranslations("room");
  const { account } = useChat();
  const members = t("members", { count: room.memberCount });

  return (
    <PageHeader
      title={nameOf(room, account.id)}
      topic={room.topic}
      icon={<RoomIcon room={room} me={account.id} size={17} />}
    >
      <button
        type="button"
        aria-label={members}
        title={members}
        aria-expanded={isPanelOpen}
        onClick={onMembers}
        className={clsx(
          "flex h-8 flex-none items-center gap-1.5 rounded-row px-2.5 text-small font-medium text-ink-2 hover:bg-hover",
          isPanelOpen && "bg-hover",
        )}
      >
        <Users size={16} aria-hidden />
        {room.memberCount}
      </button>
      {room.kind !== "direct" && <RoomMenu room={room} />}
    </PageHeader>
  );
}
