"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { logInAction } from "@/app/(auth)/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { PasswordField } from "@/components/ui/fields/password-field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { AuthLink } from "./auth-link";
import { CodeField } from "./code-field";

/** Refusals that concern only the second factor; the password was right. */
const SECOND_STEP = new Set(["code_needed", "passkey_needed", "wrong_code"]);

/** Login by name and password, and in a second step by a code if the account has a second factor. */
export function LogInForm({ next }: { next: string }) {
  const t = useTranslations("logIn");
  const { form, refusal, isPending, isFresh } = useForm(logInAction);
  const errors = useRefusal(refusal);
  const [needsCode, askForCode] = useState(false);
  const reason = refusal?.reason ?? "";
  const [hasApp, setHasApp] = useState(true);
  if (!needsCode && SECOND_STEP.has(reason)) {
    askForCode(true);
    setHasApp(reason !== "passkey_needed");
  }
  if (needsCode && reason === "wrong_credentials") askForCode(false);

  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      {/* Kept in the page for the second step; without a script they have to be typed again. */}
      <div className={needsCode && !isFresh ? "hidden" : "flex flex-col gap-4"}>
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
      </div>
      {needsCode && <CodeField error={errors.of("code")} hasApp={hasApp} />}
      {reason !== "code_needed" && <Alert>{errors.all}</Alert>}
      <Button type="submit" disabled={isPending}>
        {t(isPending ? "submitting" : needsCode ? "confirm" : "submit")}
      </Button>
      <p className="text-small">
        {needsCode ? (
          // A full page load, so that nothing typed is kept.
          <a href="/login" className="font-medium text-accent underline underline-offset-2">
            {t("startOver")}
          </a>
        ) : (
          <AuthLink href="/forgot">{t("forgot")}</AuthLink>
        )}
      </p>
    </form>
  );
}
