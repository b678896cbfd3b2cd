"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { onDemand } from "@/components/ui/on-demand";

const AddPasskeyForm = onDemand(() => import("@/components/auth/add-passkey-form"));

/** Begins a passkey. */
export function AddPasskey() {
  const t = useTranslations("passkeys");
  const [isOpen, open] = useState(false);

  return (
    <>
      <Button look="quiet" size="small" className="self-start" onClick={() => open(true)}>
        {t("add")}
      </Button>
      <Dialog title={t("add")} isOpen={isOpen} onOpenChange={open}>
        <AddPasskeyForm onDone={() => open(false)} />
      </Dialog>
    </>
  );
}
