"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";
import type { AdminRoomView } from "@/lib/shared/views";

const DeleteRoomForm = onDemand(() => import("./delete-room-form"));

/** Deletes a room once its name has been typed. */
export function DeleteRoom({ room }: { room: AdminRoomView }) {
  const t = useTranslations("adminRoomSettings");
  const [isOpen, open] = useState(false);

  return (
    <div>
      <Button look="warning" size="small" onClick={() => open(true)}>
        {t("delete")}
      </Button>
      <Dialog title={t("deleteTitle", { room: room.name ?? "" })} isOpen={isOpen} onOpenChange={open}>
        <DeleteRoomForm room={room} onCancel={() => open(false)} />
      </Dialog>
    </div>
  );
}
