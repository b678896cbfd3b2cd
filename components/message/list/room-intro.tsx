"use client";

import { useTranslations } from "next-intl";
import { onDemand } from "@/components/ui/on-demand";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { Feed } from "@/lib/client/timeline/feed";
import type { MyRoomView } from "@/lib/shared/views";

const RoomBeginning = onDemand(() => import("./room-beginning"), BeginningSpace);

/** The part above the first message: a way to load more, or the start of the room as the reader may see it. */
export function RoomIntro({ room, feed }: { room: MyRoomView; feed: Feed }) {
  const t = useTranslations("message");
  const name = useRoomName()(room);

  if (feed.hasOlder) return <p className="py-3 text-center text-small text-ink-3">{t("loadingOlder")}</p>;
  if (room.firstVisibleSeq <= 1) return <RoomBeginning room={room} name={name} />;
  return (
    <div className="flex flex-col gap-0.5 pt-6 column pb-2">
      <p className="text-title font-semibold">{name}</p>
      <p className="text-ink-2">{t("hiddenBefore")}</p>
    </div>
  );
}

/** The place of the beginning until its script has arrived. The list grows upwards, so nothing moves. */
function BeginningSpace() {
  return <div className="h-44" />;
}
