"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/fields/field";
import { NewPasswordField } from "./new-password-field";

type Fields = { errorOf: (field: string) => string | null; autoFocus?: boolean };

/** The name and password fields, shared by the first account and later ones. */
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
      <NewPasswordField label={t("password")} name="password" error={errorOf("password")} />
    </>
  );
}
