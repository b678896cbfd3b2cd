"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";

const MakeGroupForm = onDemand(() => import("./make-group-form"));

/** The button that opens the form for a new group. */
export function MakeGroup() {
  const t = useTranslations("groups");
  const [isOpen, open] = useState(false);

  return (
    <>
      <Button size="small" onClick={() => open(true)}>
        {t("create")}
      </Button>
      <Dialog title={t("create")} isOpen={isOpen} onOpenChange={open}>
        <MakeGroupForm onDone={() => open(false)} />
      </Dialog>
    </>
  );
}
