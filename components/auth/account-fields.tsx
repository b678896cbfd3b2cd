"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Field } from "@/components/ui/fields/field";
import { NameFields } from "./name-fields";
import { NewPasswordField } from "./new-password-field";

/** The fields of a new account, shared by the first one and later ones. */
export function AccountFields({ errorOf, autoFocus }: ComponentProps<typeof NameFields>) {
  const t = useTranslations("account");

  return (
    <>
      <NameFields errorOf={errorOf} autoFocus={autoFocus} />
      <NewPasswordField label={t("password")} name="password" error={errorOf("password")} />
      <Field
        label={t("email")}
        hint={t("emailHint")}
        name="email"
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        error={errorOf("email")}
      />
    </>
  );
}
