"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import CreateRoomForm from "@/components/sidebar/create-room-form";
import { Button, buttonLook } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { NotePage } from "@/components/ui/note-page";
import { useRoomSections } from "@/lib/client/use-rooms";
import { PageHeader } from "./page-header";

/** Nobody can talk without a room: make one or find one. */
export function NoRooms() {
  const t = useTranslations("noRooms");
  const tCreate = useTranslations("createRoom");
  const router = useRouter();
  const [isOpen, open] = useState(false);
  const { rooms, direct } = useRoomSections();
  const hasRooms = rooms.length + direct.length > 0;

  // Somebody added me to a room while I was reading this: the start leads there now.
  useEffect(() => {
    if (hasRooms) router.refresh();
  }, [hasRooms, router]);

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("title")} />
      <NotePage title={t("heading")} text={t("text")}>
        <Button onClick={() => open(true)}>{tCreate("title")}</Button>
        <Link href="/rooms" className={buttonLook({ look: "quiet" })}>
          {t("browse")}
        </Link>
      </NotePage>
      <Dialog title={tCreate("title")} isOpen={isOpen} onOpenChange={open}>
        <CreateRoomForm />
      </Dialog>
    </div>
  );
}
