import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { AdminRoomView } from "@/lib/shared/views";
import { Facts } from "../facts";

/** The heading of a room's admin page. */
export function RoomHeading({ room }: { room: AdminRoomView }) {
  const t = useTranslations("adminRoom");
  const tRooms = useTranslations("adminRooms");
  const { kind, topic, archivedAt } = room;
  const isManaged = !isConversation(kind);

  return (
    <header className="mb-4 flex flex-col gap-1">
      <Link href="/admin/rooms" className="self-start text-small text-ink-3 hover:underline">
        {t("rooms")}
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap items-center gap-2">
          <h1 className="min-w-0 text-display font-semibold tracking-tight break-words">{room.name}</h1>
          {isManaged && <Tag>{tRooms(`kinds.${kind}`)}</Tag>}
          {archivedAt && <Tag look="accent">{tRooms("archived")}</Tag>}
        </div>
        <Link href={roomPath(room)} className={buttonLook({ look: "quiet", size: "small" })}>
          {t("open")}
        </Link>
      </div>
      {topic && <p className="max-w-prose break-words">{topic}</p>}
      {isManaged && <p className="max-w-prose text-small text-ink-2">{t(`explain.${kind}`)}</p>}
      {archivedAt && <p className="max-w-prose text-small text-ink-2">{t("archivedText")}</p>}
      <RoomFacts room={room} />
    </header>
  );
}

function RoomFacts({ room: { history, posting, externalId } }: { room: AdminRoomView }) {
  const t = useTranslations("adminRoom");

  return (
    <Facts
      facts={[
        [t("reads"), t(history === "hidden" ? "readsNew" : "readsAll")],
        [t("posts"), t(posting === "moderators" ? "postsModerators" : "postsEveryone")],
        [t("externalId"), externalId],
      ]}
    />
  );
}
