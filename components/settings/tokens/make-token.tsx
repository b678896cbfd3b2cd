"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";

const MakeTokenForm = onDemand(() => import("./make-token-form"));

/** The button that creates an API token. */
export function MakeToken({ isAdministrator }: { isAdministrator: boolean }) {
  const t = useTranslations("tokens");
  const [isOpen, open] = useState(false);

  return (
    <>
      <Button onClick={() => open(true)}>{t("make")}</Button>
      <Dialog title={t("make")} isOpen={isOpen} onOpenChange={open}>
        <MakeTokenForm isAdministrator={isAdministrator} onClose={() => open(false)} />
      </Dialog>
    </>
  );
}
