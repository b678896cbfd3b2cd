"use client";

import { useTranslations } from "next-intl";
import { requestResetAction } from "@/app/(auth)/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { Note } from "@/components/ui/note";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";

/** Asks for a reset link. The answer does not reveal whether the account exists. */
export function ForgotForm() {
  const t = useTranslations("forgot");
  const { form, refusal, answer, isPending } = useForm(requestResetAction);
  const errors = useRefusal(refusal);
  if (answer) return <Note>{t(answer.canMail ? "mailed" : "askAdministrator")}</Note>;

  return (
    <form {...form} className="flex flex-col gap-4">
      <Field
        label={t("username")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.of("username")}
        autoFocus
        required
      />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}
