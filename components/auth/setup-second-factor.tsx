"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import AddPasskeyForm from "./add-passkey-form";
import { SecondFactorSetup } from "./second-factor-setup";

/** The second factor of somebody who may do nothing else before; then the chat. */
export function SetupSecondFactor() {
  const router = useRouter();
  const t = useTranslations("setup");
  const goOn = () => router.replace("/");

  return (
    <div className="flex flex-col gap-5">
      <SecondFactorSetup onDone={goOn} />
      <details className="text-small">
        <summary className="text-ink-2">{t("orPasskey")}</summary>
        <div className="pt-3">
          <AddPasskeyForm onDone={goOn} />
        </div>
      </details>
    </div>
  );
}
