"use client";

import { useTranslations } from "next-intl";
import { resetPasswordAction } from "@/app/(auth)/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { ResetView } from "@/lib/shared/views";
import { NewPasswordField } from "./new-password-field";
import { PasskeysToKeep } from "./passkeys-to-keep";

/** Sets a new password by a link that works once. */
export function ResetForm({ token, reset }: { token: string; reset: ResetView | null }) {
  const t = useTranslations("reset");
  const { form, refusal, isPending } = useForm(resetPasswordAction);
  const errors = useRefusal(refusal, t("over"));

  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      <NewPasswordField
        label={t("newPassword")}
        name="newPassword"
        error={errors.of("newPassword")}
        autoFocus
      />
      {reset && reset.passkeys.length > 0 && <PasskeysToKeep reset={reset} />}
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}
