"use client";

import { useTranslations } from "next-intl";
import { updateRoomAction } from "@/app/admin/rooms/actions";
import { AskButton } from "@/components/ui/dialogs/ask-button";
import type { AdminRoomView } from "@/lib/shared/views";

/** Archives a room, or restores it. */
export function ArchiveRoom({ room: { id, name, archivedAt } }: { room: AdminRoomView }) {
  const t = useTranslations("adminRoomSettings");
  const act = archivedAt ? "restore" : "archive";

  return (
    <div>
      <AskButton
        key={act}
        label={t(act)}
        look="quiet"
        title={t(`${act}Title`, { room: name ?? "" })}
        text={t(`${act}Text`)}
        submit={t(act)}
        cancel={t("cancel")}
        action={updateRoomAction}
        fields={{ room: id, "archived:boolean": archivedAt ? "false" : "true" }}
      />
    </div>
  );
}
