"use client";

import { useTranslations } from "next-intl";
import { useMay } from "@/lib/client/rooms/use-may";
import type { MyRoomView } from "@/lib/shared/views";
import { ArchiveRoom } from "./archive-room";
import { ChangeKind } from "./change-kind";
import { DeleteRoom } from "./delete-room";
import { GeneralForm } from "./general-form";
import { Part } from "./part";
import { RoomPasswordForm } from "./room-password-form";

/** The settings and conversions of a room, each for the roles that may use it. */
export function RoomSettings({ room }: { room: MyRoomView }) {
  const t = useTranslations("roomSettings");
  const may = useMay(room);

  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4.5 pb-8">
      {room.archivedAt && <p className="py-2 text-small text-ink-2">{t("archivedNow")}</p>}
      {may("change") && (
        <Part title={t("general")}>
          <GeneralForm room={room} />
        </Part>
      )}
      {may("change") && room.kind === "password" && (
        <Part title={t("password")}>
          <RoomPasswordForm room={room} />
        </Part>
      )}
      {may("change kind") && <ChangeKind room={room} />}
      {may("archive") && (
        <Part title={t(room.archivedAt ? "restoreTitle" : "archiveTitle")}>
          <ArchiveRoom room={room} />
        </Part>
      )}
      {may("delete") && (
        <Part title={t("deleteTitle")}>
          <DeleteRoom room={room} />
        </Part>
      )}
    </div>
  );
}
