"use client";

import Hash from "lucide-react/icons/hash";
import { useTranslations } from "next-intl";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { displayText } from "@/lib/shared/text/shown";
import type { MyRoomView } from "@/lib/shared/views";
import { CardLink } from "./card-link";
import { CardFrame } from "./link-card";

/** Name and topic of a room, in one line each; their heights are known to `InnerCards`. */
export default function RoomCard({ room }: { room: MyRoomView }) {
  const t = useTranslations("cards");

  return (
    <CardFrame label={t("room", { name: room.name ?? "" })}>
      <div className="min-w-0 flex-1">
        <CardLink href={roomPath(room)}>
          <Hash size={14} aria-hidden className="me-1 inline-block align-[-0.125em]" />
          <bdi>{room.name}</bdi>
        </CardLink>
        {room.topic && (
          <p dir="auto" className="truncate text-small/[1.125rem] text-ink-2">
            {displayText(room.topic)}
          </p>
        )}
      </div>
    </CardFrame>
  );
}
