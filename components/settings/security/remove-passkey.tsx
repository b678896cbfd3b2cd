"use client";

import { useTranslations } from "next-intl";
import { removePasskeyAction } from "@/app/settings/actions";
import { AskButton } from "@/components/ui/dialogs/ask-button";

/** Removes a passkey. */
export function RemovePasskey({ passkey, name }: { passkey: string; name: string }) {
  const t = useTranslations("passkeys");

  return (
    <AskButton
      label={t("remove")}
      title={t("removeTitle", { name })}
      text={t("removeText")}
      submit={t("remove")}
      cancel={t("cancel")}
      action={removePasskeyAction}
      fields={{ passkey }}
      isDangerous
    />
  );
}
