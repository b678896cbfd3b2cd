"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateRoomAction } from "@/app/admin/rooms/actions";
import { KindFields, type ManagedKind } from "@/components/room/settings/kind-fields";
import { SavedForm } from "@/components/settings/saved-form";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import type { AdminRoomView } from "@/lib/shared/views";

/** Converts a room to another kind. */
export function KindForm({ room }: { room: AdminRoomView }) {
  const t = useTranslations("adminRoomSettings");
  const [kind, choose] = useState<ManagedKind>(isConversation(room.kind) ? "closed" : room.kind);

  return (
    <SavedForm action={updateRoomAction} submit={t("changeKind")}>
      {(errorOf) => (
        <>
          <input type="hidden" name="room" value={room.id} />
          <KindFields
            kind={kind}
            onChoose={choose}
            asksPassword={kind === "password" && room.kind !== "password"}
            error={errorOf("password")}
          />
        </>
      )}
    </SavedForm>
  );
}
