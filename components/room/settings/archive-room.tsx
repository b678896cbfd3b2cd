"use client";

import { useTranslations } from "next-intl";
import type { MyRoomView } from "@/lib/shared/views";
import ArchiveButton from "./archive-button";

/** Archives or restores a room. Nothing is lost, so neither asks for confirmation. */
export function ArchiveRoom({ room }: { room: MyRoomView }) {
  const t = useTranslations("roomSettings");
  const act = room.archivedAt ? "restore" : "archive";

  return (
    <>
      <p className="text-small text-ink-2">{t(`${act}Text`)}</p>
      <ArchiveButton room={room} />
    </>
  );
}
