"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { isForever } from "@/lib/client/rooms/mute";
import { othersIn } from "@/lib/client/rooms/room-sections";
import { useClock } from "@/lib/client/time/use-clock";
import { isMuted } from "@/lib/shared/rooms/muted";
import type { MyRoomView } from "@/lib/shared/views";
import { MyPlace } from "./my-place";

/** A room's topic and kind, and why the reader can see it. */
export function AboutRoom({ room }: { room: MyRoomView }) {
  const t = useTranslations("about");
  const name = useRoomName()(room);
  const { account } = useChat();
  const isSelf = room.kind === "direct" && othersIn(room, account.id).length === 0;

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4.5 pt-1 pb-6">
      <Item label={t("name")}>{name}</Item>
      {room.topic && (
        <Item label={t("topic")}>
          <bdi>{room.topic}</bdi>
        </Item>
      )}
      {room.description && (
        <Item label={t("description")}>
          <span className="whitespace-pre-line">{room.description}</span>
        </Item>
      )}
      <Item label={t("kind")}>
        {t(isSelf ? "kindSelf" : `kinds.${room.kind}`)}
        {room.posting === "moderators" && ` ${t("moderatorsPost")}`}
        {room.kind !== "direct" && ` ${t(`history.${room.history}`)}`}
      </Item>
      <Item label={t("why")}>
        <MyPlace room={room} isSelf={isSelf} />
      </Item>
      <MuteItem room={room} />
      {room.externalId && <Item label={t("externalId")}>{room.externalId}</Item>}
    </div>
  );
}

function MuteItem({ room }: { room: MyRoomView }) {
  const t = useTranslations("about");
  const clock = useClock();
  if (room.mutedUntil === null || !isMuted(room, new Date())) return null;
  const until = clock.stamp(room.mutedUntil);
  return (
    <Item label={t("muted")}>
      {isForever(room.mutedUntil) ? t("mutedForever") : t("mutedUntil", { until })}
    </Item>
  );
}

function Item({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-0.5">
      <h3 className="text-tiny font-semibold text-ink-3">{label}</h3>
      <p className="text-small break-words">{children}</p>
    </section>
  );
}
