"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateRoomAction } from "@/app/(chat)/rooms/actions";
import { SavedForm } from "@/components/settings/saved-form";
import { YesNo } from "@/components/ui/fields/check";
import { PasswordField } from "@/components/ui/fields/password-field";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MyRoomView } from "@/lib/shared/views";

/** Changes a room's password, for future joins or for everybody. */
export function RoomPasswordForm({ room }: { room: MyRoomView }) {
  const t = useTranslations("roomSettings");
  const chat = useChat();
  const [password, type] = useState("");

  function onSaved(changed: MyRoomView) {
    chat.applyRoom(changed);
    type("");
  }

  return (
    <SavedForm action={updateRoomAction} submit={t("changePassword")} onSaved={onSaved}>
      {(errorOf) => (
        <>
          <input type="hidden" name="room" value={room.id} />
          <PasswordField
            label={t("newPassword")}
            name="password"
            value={password}
            onChange={(event) => type(event.target.value)}
            autoComplete="off"
            error={errorOf("password")}
            required
          />
          <YesNo name="askAgain" label={t("askAgain")} hint={t("askAgainHint")} />
        </>
      )}
    </SavedForm>
  );
}
