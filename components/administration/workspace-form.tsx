"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateWorkspaceAction } from "@/app/admin/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { YesNo } from "@/components/ui/check";
import { Choice } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { WorkspaceSettingsView } from "@/lib/shared/views";

/** The workspace's name, and how people join it. */
export function WorkspaceForm({ settings }: { settings: WorkspaceSettingsView }) {
  const t = useTranslations("workspaceSettings");
  const { form, refusal, answer, isPending } = useForm(updateWorkspaceAction);
  const errors = useRefusal(refusal);
  const [isChanged, noteChange] = useState(false);

  return (
    <form
      {...form}
      onChange={() => noteChange(true)}
      onSubmit={(event) => {
        noteChange(false);
        form.onSubmit(event);
      }}
      className="flex max-w-xl flex-col gap-5"
    >
      <Field label={t("name")} name="name" defaultValue={settings.name} error={errors.of("name")} required />
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-small font-medium">{t("registration")}</legend>
        {(["invite", "open"] as const).map((value) => (
          <Choice
            key={value}
            name="registration"
            value={value}
            label={t(value)}
            hint={t(`${value}Hint`)}
            defaultChecked={value === settings.registration}
          />
        ))}
      </fieldset>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-small font-medium">{t("signingIn")}</legend>
        <YesNo
          name="requireTwoFactor"
          label={t("requireTwoFactor")}
          hint={t("requireTwoFactorHint")}
          defaultChecked={settings.requireTwoFactor}
        />
        <YesNo
          name="passwordLogin"
          label={t("passwordLogin")}
          hint={t("passwordLoginHint")}
          defaultChecked={settings.passwordLogin}
        />
      </fieldset>
      <YesNo
        name="linkCards"
        label={t("linkCards")}
        hint={t("linkCardsHint")}
        defaultChecked={settings.linkCards}
      />
      <Alert>{errors.all}</Alert>
      {answer && !isChanged && <Note>{t("saved")}</Note>}
      <Button type="submit" className="self-start" disabled={isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
