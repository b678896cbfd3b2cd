"use client";

import { useTranslations } from "next-intl";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { dayBefore } from "@/lib/client/time/clock";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import type { ShownFile } from "./shown-file";

/** Returns the room and the time of a file: "# platform · today at 09:02". A conversation has no sign before its name. */
export function useSentPlace({ roomId, sentAt }: ShownFile): string {
  const t = useTranslations("lightbox");
  const nameOf = useRoomName();
  const room = useMyRooms()[roomId];
  const clock = useClock();
  const today = useToday(clock);
  const day = clock.day(sentAt);
  const time = clock.time(sentAt);
  const when =
    day === today
      ? t("today", { time })
      : day === dayBefore(today)
        ? t("yesterday", { time })
        : clock.stamp(sentAt, today);
  if (!room) return when;
  const isNamed = room.kind !== "direct" && room.kind !== "group";
  return `${isNamed ? "#\u00a0" : ""}${nameOf(room)} · ${when}`;
}
