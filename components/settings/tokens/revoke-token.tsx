"use client";

import { useTranslations } from "next-intl";
import { revokeTokenAction } from "@/app/settings/actions";
import { AskButton } from "@/components/ui/dialogs/ask-button";

/** Revokes a token. */
export function RevokeToken({ token, name }: { token: string; name: string }) {
  const t = useTranslations("tokens");

  return (
    <AskButton
      label={t("revoke")}
      title={t("revokeTitle", { name })}
      text={t("revokeText")}
      submit={t("revoke")}
      cancel={t("cancel")}
      action={revokeTokenAction}
      fields={{ token }}
      isDangerous
    />
  );
}
