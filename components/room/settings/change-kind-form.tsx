"use client";

import { useTranslations } from "next-intl";
import { updateRoomAction } from "@/app/(chat)/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { ConfirmForm } from "@/components/ui/dialogs/confirm-form";
import { Choice } from "@/components/ui/fields/choice";
import { Field } from "@/components/ui/fields/field";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MyRoomView } from "@/lib/shared/views";
import { RoomPasswordField } from "./room-password-field";
import type { Target } from "./targets";

type Form = { room: MyRoomView; target: Target; onClose: () => void };

/** Confirms the conversion of a room, and says what it means for members and others. */
export default function ChangeKindForm({ room, target, onClose }: Form) {
  const t = useTranslations("changeKind");
  const chat = useChat();

  return (
    <ConfirmForm
      action={updateRoomAction}
      fields={{ room: room.id, kind: target }}
      text={t(room.kind === "group" ? "means.groupClosed" : `means.${target}`)}
      submit={t("submit")}
      cancel={t("cancel")}
      onCancel={onClose}
      onDone={(changed) => {
        chat.applyRoom(changed);
        onClose();
      }}
      fieldsOf={(errorOf) => (
        <>
          {isWider(room, target) && <p className="text-ink-2">{t("hides")}</p>}
          {target === "password" && <RoomPasswordField label={t("password")} error={errorOf("password")} />}
          {/* Somebody else changed the room while this was open. */}
          <Alert>{errorOf("kind") ?? errorOf("history")}</Alert>
          {room.kind === "group" && <OfGroup room={room} errorOf={errorOf} />}
        </>
      )}
    />
  );
}

/** Returns whether more people may join than before; earlier messages then stay visible only to those who had them. */
const isWider = ({ kind }: MyRoomView, target: Target) =>
  target === "open" || (target === "password" && kind === "closed");

function OfGroup({ room, errorOf }: { room: MyRoomView; errorOf: (field: string) => string | null }) {
  const t = useTranslations("changeKind");

  return (
    <>
      {room.name === null && (
        <Field label={t("name")} name="name" autoComplete="off" error={errorOf("name")} required />
      )}
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-small font-medium">{t("history")}</legend>
        <Choice name="history" value="hidden" label={t("hidden")} hint={t("hiddenHint")} defaultChecked />
        <Choice name="history" value="shown" label={t("shown")} hint={t("shownHint")} />
      </fieldset>
    </>
  );
}
