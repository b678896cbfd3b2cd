"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { PasswordField } from "@/components/ui/fields/password-field";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { textLength } from "@/lib/shared/text/text-length";

type NewPassword = Omit<ComponentProps<typeof PasswordField>, "hint" | "autoComplete" | "onChange">;

/** Length is what counts; a phrase of a few words is this long. */
const GOOD = 16;

/** A field for a new password, with a hint on its strength while typing. */
export function NewPasswordField(props: NewPassword) {
  const t = useTranslations("password");
  const [typed, type] = useState("");
  const { min } = BROWSER_LIMITS.passwordLength;
  const length = textLength(typed);
  const isDull = new Set(typed).size < 5;

  function hint() {
    if (length === 0) return t("atLeast", { min });
    if (length < min) return t("missing", { count: min - length });
    if (isDull) return t("dull");
    return t(length < GOOD ? "fair" : "good");
  }

  return (
    <PasswordField
      {...props}
      hint={hint()}
      autoComplete="new-password"
      onChange={(event) => type(event.target.value)}
      required
    />
  );
}
