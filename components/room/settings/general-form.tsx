"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateRoomAction } from "@/app/(chat)/rooms/actions";
import { SavedForm } from "@/components/settings/saved-form";
import { Field } from "@/components/ui/fields/field";
import { SelectField } from "@/components/ui/fields/select-field";
import { TextAreaField } from "@/components/ui/fields/text-area-field";
import { useChat } from "@/lib/client/chat/chat-context";
import type { Reply } from "@/lib/shared/errors";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import type { MyRoomView } from "@/lib/shared/views";
import { DefaultRoom, dropUnchanged } from "./default-room";

const FIELDS = ["name", "topic", "description", "posting", "history"] as const;

/** A room's name and topic, who may post, and what new members can read. */
export function GeneralForm({ room }: { room: MyRoomView }) {
  const t = useTranslations("roomSettings");
  const chat = useChat();
  const [base, rebase] = useState(room);
  const mayChoose = chat.account.role === "administrator" && !isConversation(room.kind);

  /** Sends only changed fields, because somebody else may have changed the others. */
  function save(previous: Reply<MyRoomView> | null, form: FormData) {
    for (const field of FIELDS) if (form.get(field) === (base[field] ?? "")) form.delete(field);
    dropUnchanged(form, base);
    return updateRoomAction(previous, form);
  }

  function onSaved(changed: MyRoomView) {
    rebase(changed);
    chat.applyRoom(changed);
  }

  return (
    <SavedForm action={save} onSaved={onSaved}>
      {(errorOf) => (
        <>
          <input type="hidden" name="room" value={room.id} />
          <Field
            label={t("name")}
            hint={base.name === null ? t("nameHint") : undefined}
            name="name"
            defaultValue={base.name ?? ""}
            error={errorOf("name")}
            autoComplete="off"
          />
          <TextAreaField
            label={t("topic")}
            name="topic"
            rows={2}
            defaultValue={base.topic}
            error={errorOf("topic")}
          />
          <TextAreaField
            label={t("description")}
            name="description"
            rows={4}
            defaultValue={base.description}
            error={errorOf("description")}
          />
          <Choices base={base} />
          {mayChoose && <DefaultRoom isDefault={base.isDefault} />}
        </>
      )}
    </SavedForm>
  );
}

/** The fields for posting rights and for the history that a new member sees. */
function Choices({ base }: { base: MyRoomView }) {
  const t = useTranslations("roomSettings");
  return (
    <>
      <SelectField
        label={t("posting")}
        name="posting"
        defaultValue={base.posting}
        options={(["everyone", "moderators"] as const).map((value) => ({ value, label: t(value) }))}
      />
      <SelectField
        label={t("history")}
        hint={t(base.history === "hidden" ? "historyHintHidden" : "historyHintShown")}
        name="history"
        defaultValue={base.history}
        options={(["shown", "hidden"] as const).map((value) => ({ value, label: t(value) }))}
      />
    </>
  );
}
