"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";

const AddEmojiForm = onDemand(() => import("./add-emoji-form"));

/** The button that opens the form for a new emoji. */
export function AddEmoji() {
  const t = useTranslations("customEmoji");
  const [isOpen, open] = useState(false);

  return (
    <>
      <Button size="small" onClick={() => open(true)}>
        {t("add")}
      </Button>
      <Dialog title={t("add")} isOpen={isOpen} onOpenChange={open}>
        <AddEmojiForm onDone={() => open(false)} />
      </Dialog>
    </>
  );
}
