"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { makeRoomAction } from "@/app/admin/rooms/actions";
import { KindFields, type ManagedKind } from "@/components/room/settings/kind-fields";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";

/** The name, topic and kind of a new room. */
export default function MakeRoomForm() {
  const t = useTranslations("createRoom");
  const tRooms = useTranslations("adminRooms");
  const { form, refusal, isPending } = useForm(makeRoomAction);
  const errors = useRefusal(refusal);
  const [kind, choose] = useState<ManagedKind>("open");

  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-small text-ink-2">{tRooms("makeText")}</p>
      <Field label={t("name")} name="name" autoComplete="off" error={errors.of("name")} autoFocus required />
      <Field
        label={t("topic")}
        hint={t("topicHint")}
        name="topic"
        autoComplete="off"
        error={errors.of("topic")}
      />
      <KindFields
        kind={kind}
        onChoose={choose}
        error={errors.of("password")}
        asksPassword={kind === "password"}
      />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t(isPending ? "submitting" : "submit")}
      </Button>
    </form>
  );
}
