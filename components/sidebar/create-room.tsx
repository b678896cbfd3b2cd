"use client";

import Plus from "lucide-react/icons/plus";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";

const CreateRoomForm = onDemand(() => import("./create-room-form"));

/** The plus beside "Rooms". */
export function CreateRoom() {
  const t = useTranslations("createRoom");
  const pathname = usePathname();
  const [openAt, openHere] = useState<string | null>(null);

  return (
    <>
      <IconButton label={t("title")} onClick={() => openHere(pathname)} className="size-7">
        <Plus size={17} aria-hidden />
      </IconButton>
      {/* Open only on the page where it was opened: the new room is another page. */}
      <Dialog
        title={t("title")}
        isOpen={openAt === pathname}
        onOpenChange={(isOpen) => openHere(isOpen ? pathname : null)}
      >
        <CreateRoomForm />
      </Dialog>
    </>
  );
}
