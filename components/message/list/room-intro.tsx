"use client";

import { useTranslations } from "next-intl";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { Feed } from "@/lib/client/timeline/feed";
import type { MyRoomView } from "@/lib/shared/views";

/** The part above the first message: an empty room, a way to load more, or the start of the room. */
export function RoomIntro({ room, feed }: { room: MyRoomView; feed: Feed }) {
  const t = useTranslations("message");
  const name = useRoomName()(room);
  const isEmpty = !feed.messages.some(({ kind }) => kind === "user") && feed.pending.length === 0;

  const isWhole = room.firstVisibleSeq <= 1;

  if (feed.hasOlder) return <p className="py-3 text-center text-small text-ink-3">{t("loadingOlder")}</p>;
  return (
    <div className="flex flex-col gap-0.5 px-4 pt-6 pb-2 md:px-5">
      <p className="text-title font-semibold">{isWhole ? t("beginning", { room: name }) : name}</p>
      <p className="text-ink-2">{t(isEmpty ? "empty" : isWhole ? "beginningHint" : "hiddenBefore")}</p>
    </div>
  );
}
