"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonLook } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";

const AddPersonForm = onDemand(() => import("./add-person-form"));

/** The two ways to add people: create an account, or invite. */
export function AddPerson() {
  const t = useTranslations("addPerson");
  const [isOpen, open] = useState(false);

  return (
    <>
      <Link href="/admin/invitations" className={buttonLook({ look: "quiet", size: "small" })}>
        {t("invite")}
      </Link>
      <Button size="small" onClick={() => open(true)}>
        {t("title")}
      </Button>
      <Dialog title={t("title")} isOpen={isOpen} onOpenChange={open}>
        <AddPersonForm onClose={() => open(false)} />
      </Dialog>
    </>
  );
}
