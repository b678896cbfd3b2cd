"use client";

import Archive from "lucide-react/icons/archive";
import ArchiveRestore from "lucide-react/icons/archive-restore";
import MessageSquare from "lucide-react/icons/message-square";
import Settings from "lucide-react/icons/settings";
import { useTranslations } from "next-intl";
import { updateRoomAction } from "@/app/admin/rooms/actions";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { AdminRoomView } from "@/lib/shared/views";
import { RowMenu } from "../row-menu";

/** The menu of a room in the table of rooms. */
export function RoomMenu({ room }: { room: AdminRoomView }) {
  const t = useTranslations();
  const name = room.name ?? "";
  const act = room.archivedAt ? "restore" : "archive";
  const Icon = room.archivedAt ? ArchiveRestore : Archive;

  return (
    <RowMenu
      label={t("adminRooms.menu", { name })}
      links={[
        { icon: <MessageSquare size={16} aria-hidden />, label: t("adminRoom.open"), href: roomPath(room) },
        {
          icon: <Settings size={16} aria-hidden />,
          label: t("adminRoom.settings"),
          href: `/admin/rooms/${room.id}/settings`,
        },
      ]}
      ask={{
        label: t(`adminRoomSettings.${act}`),
        icon: <Icon size={16} aria-hidden />,
        title: t(`adminRoomSettings.${act}Title`, { room: name }),
        text: t(`adminRoomSettings.${act}Text`),
        submit: t(`adminRoomSettings.${act}`),
        cancel: t("adminRoomSettings.cancel"),
        action: updateRoomAction,
        fields: { room: room.id, "archived:boolean": room.archivedAt ? "false" : "true" },
      }}
    />
  );
}
