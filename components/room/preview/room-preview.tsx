"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { buttonLook } from "@/components/ui/button";
import { useChat } from "@/lib/client/chat/chat-context";
import { useMay } from "@/lib/client/rooms/use-may";
import { useIsMember } from "@/lib/client/rooms/use-rooms";
import type { MyRoomView } from "@/lib/shared/views";
import { PageHeader } from "../page-header";
import { RoomIcon } from "../room-icon";
import { JoinRoom } from "./join-room";

/** A room that the user may see but has not joined, with a way to join. */
export default function RoomPreview({ room, target }: { room: MyRoomView; target: number | null }) {
  const t = useTranslations("room");
  const { account } = useChat();
  const router = useRouter();
  const isMember = useIsMember(room.id);
  const mayJoin = useMay(room)("join");

  // Joined in another tab, or added by somebody: the page changes.
  useEffect(() => {
    if (isMember) router.refresh();
  }, [isMember, router]);
  // Nothing here is live, so the browser must not cache this page as it caches a room's.
  useEffect(() => () => router.refresh(), [router]);

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={room.name ?? ""} icon={<RoomIcon room={room} me={account.id} />} />
      <div className="grid flex-1 place-items-center overflow-y-auto p-6">
        <div className="flex w-full max-w-xs flex-col gap-4 text-center">
          <div className="flex flex-col gap-1">
            <h2 className="text-display font-semibold tracking-tight break-words">{room.name}</h2>
            {room.topic && <p className="break-words text-ink-2">{room.topic}</p>}
            <p className="text-small text-ink-3">{t("members", { count: room.memberCount })}</p>
          </div>
          <p className="text-small text-ink-2">{t(situationOf(room))}</p>
          {mayJoin && (
            <div className="text-left">
              <JoinRoom room={room} target={target} />
            </div>
          )}
          {room.kind === "closed" && (
            <Link href={`/admin/rooms/${room.id}`} className={buttonLook({ look: "quiet" })}>
              {t("administer")}
            </Link>
          )}
        </div>
      </div>
    </main>
  );
}

function situationOf({ archivedAt, hasLapsed, kind }: MyRoomView) {
  if (archivedAt) return "archivedOutside";
  if (hasLapsed) return "lapsed";
  if (kind === "closed") return "closedOutside";
  return kind === "password" ? "needsPassword" : "notIn";
}
