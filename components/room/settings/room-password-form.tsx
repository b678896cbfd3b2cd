"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateRoomAction } from "@/app/(chat)/rooms/actions";
import { SavedForm } from "@/components/settings/saved-form";
import { YesNo } from "@/components/ui/fields/check";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MyRoomView } from "@/lib/shared/views";
import { RoomPasswordField } from "./room-password-field";

/** Changes a room's password, for future joins or for everybody. */
export function RoomPasswordForm({ room }: { room: MyRoomView }) {
  const t = useTranslations("roomSettings");
  const chat = useChat();
  const [round, empty] = useState(0);

  function onSaved(changed: MyRoomView) {
    chat.applyRoom(changed);
    empty(round + 1);
  }

  return (
    <SavedForm action={updateRoomAction} submit={t("changePassword")} onSaved={onSaved}>
      {(errorOf) => (
        <>
          <input type="hidden" name="room" value={room.id} />
          <RoomPasswordField key={round} label={t("newPassword")} error={errorOf("password")} />
          <YesNo name="askAgain" label={t("askAgain")} hint={t("askAgainHint")} />
        </>
      )}
    </SavedForm>
  );
}
