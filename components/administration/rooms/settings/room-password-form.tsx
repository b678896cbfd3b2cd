"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateRoomAction } from "@/app/admin/rooms/actions";
import { RoomPasswordField } from "@/components/room/settings/room-password-field";
import { SavedForm } from "@/components/settings/saved-form";
import { YesNo } from "@/components/ui/fields/check";

/** Changes a room's password, for everyone or only for people who join from now on. */
export function RoomPasswordForm({ room }: { room: string }) {
  const t = useTranslations("adminRoomSettings");
  const [round, empty] = useState(0);

  return (
    <SavedForm
      action={updateRoomAction}
      submit={t("changePassword")}
      onSaved={() => empty((before) => before + 1)}
    >
      {(errorOf) => (
        <>
          <input type="hidden" name="room" value={room} />
          <RoomPasswordField key={round} label={t("newPassword")} error={errorOf("password")} />
          <YesNo name="askAgain" label={t("askAgain")} hint={t("askAgainHint")} />
        </>
      )}
    </SavedForm>
  );
}
