"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateRoomAction } from "@/app/admin/rooms/actions";
import { DefaultRoom, dropUnchanged } from "@/components/room/settings/default-room";
import { SavedForm } from "@/components/settings/saved-form";
import { Choice } from "@/components/ui/fields/choice";
import { Field } from "@/components/ui/fields/field";
import { TextAreaField } from "@/components/ui/fields/text-area-field";
import type { Reply } from "@/lib/shared/errors";
import type { AdminRoomView, MyRoomView, RoomView } from "@/lib/shared/views";

type ErrorOf = (field: string) => string | null;

const FIELDS = {
  name: "name",
  topic: "topic",
  description: "description",
  "externalId:orNull": "externalId",
  posting: "posting",
  history: "history",
} as const;

/** The name, topic and rules of a room. */
export function RoomForm({ room }: { room: AdminRoomView }) {
  const [base, rebase] = useState<RoomView>(room);

  /** Sends only changed fields, because somebody else may have changed the others. */
  function save(previous: Reply<MyRoomView> | null, form: FormData) {
    for (const [field, name] of Object.entries(FIELDS) as [string, (typeof FIELDS)[keyof typeof FIELDS]][])
      if (form.get(field) === (base[name] ?? "")) form.delete(field);
    dropUnchanged(form, base);
    return updateRoomAction(previous, form);
  }

  return (
    <SavedForm action={save} onSaved={rebase}>
      {(errorOf) => (
        <>
          <input type="hidden" name="room" value={room.id} />
          <About room={base} errorOf={errorOf} />
          <Rule name="posting" values={["everyone", "moderators"]} chosen={base.posting} />
          <Rule name="history" values={["shown", "hidden"]} chosen={base.history} />
          <DefaultRoom isDefault={base.isDefault} />
        </>
      )}
    </SavedForm>
  );
}

function About({ room, errorOf }: { room: RoomView; errorOf: ErrorOf }) {
  const t = useTranslations("adminRoomSettings");

  return (
    <>
      <Field
        label={t("name")}
        hint={t("nameHint")}
        name="name"
        defaultValue={room.name ?? ""}
        autoComplete="off"
        error={errorOf("name")}
        required
      />
      <Field
        label={t("topic")}
        name="topic"
        defaultValue={room.topic}
        autoComplete="off"
        error={errorOf("topic")}
      />
      <TextAreaField
        label={t("description")}
        name="description"
        defaultValue={room.description}
        error={errorOf("description")}
      />
      <Field
        label={t("externalId")}
        hint={t("externalIdHint")}
        name="externalId:orNull"
        defaultValue={room.externalId ?? ""}
        autoComplete="off"
        error={errorOf("externalId")}
      />
    </>
  );
}

type Rule =
  | { name: "posting"; values: readonly ["everyone", "moderators"]; chosen: RoomView["posting"] }
  | { name: "history"; values: readonly ["shown", "hidden"]; chosen: RoomView["history"] };

function Rule({ name, values, chosen }: Rule) {
  const t = useTranslations("adminRoomSettings");

  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-small font-medium">{t(name)}</legend>
      {values.map((value) => (
        <Choice
          key={value}
          name={name}
          value={value}
          label={t(value)}
          hint={t(`${value}Hint`)}
          defaultChecked={value === chosen}
        />
      ))}
    </fieldset>
  );
}
