"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { RecoveryCodes } from "@/components/auth/second-factor/recovery-codes";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";

const AddPasskeyForm = onDemand(() => import("@/components/auth/second-factor/add-passkey-form"));

/** The button that adds a passkey. */
export function AddPasskey() {
  const t = useTranslations("passkeys");
  const [isOpen, open] = useState(false);
  const [codes, show] = useState<string[] | null>(null);

  function ask() {
    show(null);
    open(true);
  }

  return (
    <>
      <Button look="quiet" size="small" className="self-start" onClick={ask}>
        {t("add")}
      </Button>
      <Dialog title={t("add")} isOpen={isOpen} onOpenChange={open}>
        {codes ? (
          <RecoveryCodes codes={codes} onDone={() => open(false)} />
        ) : (
          <AddPasskeyForm onDone={(made) => (made ? show(made) : open(false))} />
        )}
      </Dialog>
    </>
  );
}
