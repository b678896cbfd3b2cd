"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { LIMITS } from "@/lib/shared/limits";

type Fields = { errorOf: (field: string) => string | null; autoFocus?: boolean };

/** Who somebody is and how they prove it: the same for the first account and every later one. */
export function AccountFields({ errorOf, autoFocus }: Fields) {
  const t = useTranslations("account");

  return (
    <>
      <Field
        label={t("displayName")}
        name="displayName"
        autoComplete="name"
        autoFocus={autoFocus}
        error={errorOf("displayName")}
        required
      />
      <Field
        label={t("username")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={errorOf("username")}
        required
      />
      <PasswordField
        label={t("password")}
        hint={t("passwordHint", { min: LIMITS.passwordLength.min })}
        name="password"
        autoComplete="new-password"
        error={errorOf("password")}
        required
      />
    </>
  );
}
