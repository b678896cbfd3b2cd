"use client";

import MessagesSquare from "lucide-react/icons/messages-square";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { Button, buttonLook } from "@/components/ui/button";
import { NotePage } from "@/components/ui/note-page";
import { useReader } from "@/lib/client/chat/chat-context";
import { useHasRooms } from "@/lib/client/rooms/use-rooms";
import { PageHeader } from "./page-header";

/** The start page without rooms: create one or find one. */
export function NoRooms() {
  const t = useTranslations("noRooms");
  const tCreate = useTranslations("createRoom");
  const router = useRouter();
  const ask = useAsk();
  const hasRooms = useHasRooms();
  const { chat, rendered } = useReader();
  const { inviting } = rendered;
  const isGuest = chat.account.role === "guest";

  // The user was added to a room meanwhile: the start page opens it.
  useEffect(() => {
    if (hasRooms) router.refresh();
  }, [hasRooms, router]);

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("title")} />
      <NotePage icon={MessagesSquare} title={t("heading")} text={t(isGuest ? "textGuest" : "text")}>
        {!isGuest && <Button onClick={() => ask({ kind: "room" })}>{tCreate("title")}</Button>}
        {!isGuest && (
          <Link href="/rooms" className={buttonLook({ look: "quiet" })}>
            {t("browse")}
          </Link>
        )}
        {inviting && (
          <Button look="quiet" onClick={() => ask({ kind: "invite" })}>
            {t("invite")}
          </Button>
        )}
      </NotePage>
    </div>
  );
}
