"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";
import type { InviteRoom } from "./invite-form";

const InviteForm = onDemand(() => import("./invite-form"));

/** The button that opens the invitation form. */
export function Invite({ rooms }: { rooms: InviteRoom[] }) {
  const t = useTranslations("invite");
  const [isOpen, open] = useState(false);

  return (
    <>
      <Button size="small" onClick={() => open(true)}>
        {t("title")}
      </Button>
      <Dialog title={t("title")} isOpen={isOpen} onOpenChange={open}>
        <InviteForm rooms={rooms} onClose={() => open(false)} />
      </Dialog>
    </>
  );
}
