"use client";

import { useTranslations } from "next-intl";
import { logInAction } from "@/app/(auth)/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { useForm } from "@/lib/client/use-form";
import { useRefusal } from "@/lib/client/use-refusal";

/** Name and password of somebody who has an account. */
export function LogInForm({ next }: { next: string }) {
  const t = useTranslations("logIn");
  const { form, refusal, isPending } = useForm(logInAction);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
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
      <PasswordField
        label={t("password")}
        name="password"
        autoComplete="current-password"
        error={errors.of("password")}
        required
      />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t(isPending ? "submitting" : "submit")}
      </Button>
    </form>
  );
}
