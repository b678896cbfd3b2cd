"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/fields/field";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { proposeUsername } from "@/lib/shared/text/propose-username";

type NameFields = { errorOf: (field: string) => string | null; autoFocus?: boolean | undefined };

/** A new person's name and username. The username follows the name until it is edited by hand. */
export function NameFields({ errorOf, autoFocus }: NameFields) {
  const t = useTranslations("account");
  const [username, type] = useState("");
  const [isOwn, own] = useState(false);

  return (
    <>
      <Field
        label={t("displayName")}
        name="displayName"
        autoComplete="name"
        autoFocus={autoFocus}
        error={errorOf("displayName")}
        onChange={({ target }) => !isOwn && type(proposeUsername(target.value))}
        required
      />
      <Field
        label={t("username")}
        hint={t("usernameHint", BROWSER_LIMITS.usernameLength)}
        name="username"
        value={username}
        onChange={({ target }) => {
          own(target.value !== "");
          type(target.value);
        }}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={errorOf("username")}
        required
      />
    </>
  );
}
