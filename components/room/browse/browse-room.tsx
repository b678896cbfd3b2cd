"use client";

import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonLook } from "@/components/ui/button";
import { useChat } from "@/lib/client/chat/chat-context";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { MyRoomView } from "@/lib/shared/views";
import { JoinRoom } from "../preview/join-room";
import { RoomIcon } from "../room-icon";
import { WhoIsIn } from "./who-is-in";

/** A listed room: its topic, its members, and a way to open it or to join in place. */
export function BrowseRoom({ room }: { room: MyRoomView }) {
  const t = useTranslations("room");
  const { account } = useChat();
  const [isAsking, ask] = useState(false);
  const [isShown, show] = useState(false);

  return (
    <div className="flex flex-col gap-2.5 border-b border-line py-3">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <Link href={roomPath(room)} className="flex items-center gap-1.5 font-medium hover:underline">
            <RoomIcon room={room} me={account.id} />
            <span className="truncate">{room.name}</span>
          </Link>
          {room.topic && (
            <p dir="auto" className="truncate text-small text-ink-2">
              {room.topic}
            </p>
          )}
          {room.hasLapsed && <p className="text-small text-away">{t("lapsed")}</p>}
          <Facts room={room} isShown={isShown} onShow={() => show(!isShown)} />
        </div>
        {room.role !== null ? (
          <Link href={roomPath(room)} className={buttonLook({ look: "quiet", size: "small" })}>
            {t("open")}
          </Link>
        ) : room.kind === "open" ? (
          <JoinRoom room={room} look="quiet" size="small" />
        ) : (
          <Button
            look={room.hasLapsed && !isAsking ? "primary" : "quiet"}
            size="small"
            aria-expanded={isAsking}
            onClick={() => ask(!isAsking)}
          >
            {t(isAsking ? "notNow" : "join")}
          </Button>
        )}
      </div>
      {isAsking && (
        <div className="max-w-sm">
          <JoinRoom room={room} />
        </div>
      )}
      {isShown && <WhoIsIn room={room} />}
    </div>
  );
}

function Facts({ room, isShown, onShow }: { room: MyRoomView; isShown: boolean; onShow: () => void }) {
  const t = useTranslations("room");
  const format = useFormatter();
  const now = useNow();
  // Seconds are not shown.
  const isJustNow = now.getTime() - Date.parse(room.activeAt) < 60_000;
  const when = format.relativeTime(isJustNow ? now : new Date(room.activeAt), now);

  return (
    <p className="text-small text-ink-3">
      <button
        type="button"
        aria-expanded={isShown}
        onClick={onShow}
        className="rounded-1 underline decoration-line-strong underline-offset-3 hover:text-ink"
      >
        {t("members", { count: room.memberCount })}
      </button>{" "}
      <span suppressHydrationWarning>· {t("active", { when })}</span>
      {room.role !== null && ` · ${t("joined")}`}
    </p>
  );
}
