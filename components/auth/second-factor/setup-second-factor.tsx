"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import AddPasskeyForm from "./add-passkey-form";
import { RecoveryCodes } from "./recovery-codes";
import { SecondFactorSetup } from "./second-factor-setup";

/** The required second factor of a person who may do nothing before it; then the chat opens. */
export function SetupSecondFactor() {
  const router = useRouter();
  const t = useTranslations("setup");
  const [codes, showCodes] = useState<string[] | null>(null);
  const goOn = () => router.replace("/");
  if (codes) return <RecoveryCodes codes={codes} onDone={goOn} />;

  return (
    <div className="flex flex-col gap-5">
      <SecondFactorSetup onDone={goOn} />
      <details className="text-small">
        <summary className="text-ink-2">{t("orPasskey")}</summary>
        <div className="pt-3">
          <AddPasskeyForm onDone={(made) => (made ? showCodes(made) : goOn())} />
        </div>
      </details>
    </div>
  );
}
