"use client";

import { useTranslations } from "next-intl";
import { setPasswordAction } from "@/app/settings/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/fields/password-field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { NewPasswordField } from "./new-password-field";

/** Replaces a password given by an administrator. */
export function FirstPasswordForm() {
  const t = useTranslations("password");
  const { form, refusal, isPending } = useForm(setPasswordAction);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-4">
      <PasswordField
        label={t("given")}
        name="currentPassword"
        autoComplete="current-password"
        error={errors.of("currentPassword")}
        autoFocus
        required
      />
      <NewPasswordField label={t("new")} name="newPassword" error={errors.of("newPassword")} />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t("set")}
      </Button>
    </form>
  );
}
