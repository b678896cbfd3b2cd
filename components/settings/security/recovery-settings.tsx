"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { renewRecoveryCodesAction } from "@/app/settings/actions";
import { RecoveryCodes } from "@/components/auth/second-factor/recovery-codes";
import { Button } from "@/components/ui/button";
import { ConfirmForm } from "@/components/ui/dialogs/confirm-form";
import { Dialog } from "@/components/ui/dialogs/dialog";

/** New recovery codes, for users with a second factor that can be lost. */
export function RecoverySettings() {
  const t = useTranslations("secondFactor");
  const [isOpen, open] = useState(false);
  const [codes, show] = useState<string[] | null>(null);
  const close = () => open(false);

  function ask() {
    show(null);
    open(true);
  }

  return (
    <>
      <Button look="quiet" size="small" className="self-start" onClick={ask}>
        {t("renew")}
      </Button>
      <Dialog title={t("renew")} isOpen={isOpen} onOpenChange={open}>
        {codes ? (
          <RecoveryCodes codes={codes} onDone={close} />
        ) : (
          <ConfirmForm
            action={renewRecoveryCodesAction}
            fields={{}}
            text={t("renewText")}
            submit={t("renew")}
            cancel={t("cancel")}
            onCancel={close}
            onDone={({ recoveryCodes }) => show(recoveryCodes)}
          />
        )}
      </Dialog>
    </>
  );
}
