"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { createRoomAction } from "@/app/(chat)/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/fields/choice";
import { Field } from "@/components/ui/fields/field";
import { PasswordField } from "@/components/ui/fields/password-field";
import { TextAreaField } from "@/components/ui/fields/text-area-field";
import { useChat } from "@/lib/client/chat/chat-context";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";

/** The name, topic and kind of a new room. */
export default function CreateRoomForm() {
  const t = useTranslations("createRoom");
  const { account } = useChat();
  const { form, refusal, isPending } = useForm(createRoomAction);
  const errors = useRefusal(refusal);
  const [kind, choose] = useState("open");
  const kinds =
    account.role === "administrator"
      ? (["open", "password", "closed"] as const)
      : (["open", "password"] as const);

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
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-small font-medium">{t("kind")}</legend>
        {kinds.map((value) => (
          <Choice
            key={value}
            name="kind"
            value={value}
            label={t(value)}
            hint={t(`${value}Hint`)}
            checked={value === kind}
            onChange={() => choose(value)}
          />
        ))}
      </fieldset>
      {kind === "password" && (
        <PasswordField
          label={t("passwordLabel")}
          name="password"
          autoComplete="off"
          error={errors.of("password")}
          required
        />
      )}
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t(isPending ? "submitting" : "submit")}
      </Button>
    </form>
  );
}
