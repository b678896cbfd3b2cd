"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { NewPasswordField } from "./new-password-field";

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
      <NewPasswordField label={t("password")} name="password" error={errorOf("password")} />
    </>
  );
}
