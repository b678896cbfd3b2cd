"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { createRoomAction } from "@/app/(chat)/rooms/actions";
import { KINDS, KindFields, type ManagedKind } from "@/components/room/settings/kind-fields";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { TextAreaField } from "@/components/ui/fields/text-area-field";
import { useChat } from "@/lib/client/chat/chat-context";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";

/** Only administrators create closed rooms. */
const FOR_MEMBERS = ["open", "password"] as const;

/** The name, topic and kind of a new room. */
export default function CreateRoomForm() {
  const t = useTranslations("createRoom");
  const { account } = useChat();
  const { form, refusal, isPending } = useForm(createRoomAction);
  const errors = useRefusal(refusal);
  const [kind, choose] = useState<ManagedKind>("open");

  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("name")} name="name" autoComplete="off" error={errors.of("name")} autoFocus required />
      <Field
        label={t("topic")}
        hint={t("topicHint")}
        name="topic"
        autoComplete="off"
        error={errors.of("topic")}
      />
      <TextAreaField
        label={t("description")}
        hint={t("descriptionHint")}
        name="description"
        rows={2}
        error={errors.of("description")}
      />
      <KindFields
        kinds={account.role === "administrator" ? KINDS : FOR_MEMBERS}
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
