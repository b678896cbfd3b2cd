"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";

const MakeRoomForm = onDemand(() => import("./make-room-form"));

/** The button that opens the form for a new room. */
export function MakeRoom() {
  const t = useTranslations("adminRooms");
  const [isOpen, open] = useState(false);

  return (
    <>
      <Button size="small" onClick={() => open(true)}>
        {t("make")}
      </Button>
      <Dialog title={t("make")} isOpen={isOpen} onOpenChange={open}>
        <MakeRoomForm />
      </Dialog>
    </>
  );
}
