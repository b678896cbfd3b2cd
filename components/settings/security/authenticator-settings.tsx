"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { disableTotpAction } from "@/app/settings/actions";
import { SecondFactorSetup } from "@/components/auth/second-factor/second-factor-setup";
import { AskButton } from "@/components/ui/dialogs/ask-button";

/** The authenticator app: set it up or turn it off. */
export function AuthenticatorSettings({ hasTotp }: { hasTotp: boolean }) {
  const t = useTranslations("secondFactor");
  const { refresh } = useRouter();
  if (!hasTotp) return <SecondFactorSetup onDone={refresh} />;

  return (
    <div>
      <AskButton
        label={t("disable")}
        title={t("disable")}
        text={t("disableText")}
        submit={t("disable")}
        cancel={t("cancel")}
        action={disableTotpAction}
        fields={{}}
        isDangerous
      />
    </div>
  );
}
