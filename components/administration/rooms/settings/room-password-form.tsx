"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateRoomAction } from "@/app/admin/rooms/actions";
import { SavedForm } from "@/components/settings/saved-form";
import { YesNo } from "@/components/ui/fields/check";
import { PasswordField } from "@/components/ui/fields/password-field";

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
          <PasswordField
            key={round}
            label={t("newPassword")}
            name="password"
            autoComplete="new-password"
            error={errorOf("password")}
            required
          />
          <YesNo name="askAgain" label={t("askAgain")} hint={t("askAgainHint")} />
        </>
      )}
    </SavedForm>
  );
}
