"use client";

import Pause from "lucide-react/icons/pause";
import Play from "lucide-react/icons/play";
import X from "lucide-react/icons/x";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useHereId } from "@/lib/client/rooms/use-here-id";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useStore } from "@/lib/client/state/use-store";
import { lengthText } from "@/lib/client/voice/length";
import { voicePlayer } from "@/lib/client/voice/shared-player";
import type { Track } from "@/lib/client/voice/voice-player";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { MyRoomView } from "@/lib/shared/views";

/** A voice message that plays on after its room was left: who speaks where, pause, and stop. */
export default function NowPlaying() {
  const hereId = useHereId();
  const rooms = useMyRooms();
  const { track, isPlaying } = useStore(voicePlayer.store);
  const [isPaused, setPaused] = useState(false);
  const room = track?.from ? rooms[track.from.roomId] : undefined;
  const isElsewhere = room !== undefined && room.id !== hereId;

  // Its room has the player itself.
  useEffect(() => {
    if (!isElsewhere) setPaused(false);
  }, [isElsewhere]);
  useEffect(() => {
    if (track?.from && !room) voicePlayer.pause();
  }, [track, room]);
  if (!track || !isElsewhere || !(isPlaying || isPaused)) return null;

  function toggle() {
    setPaused(isPlaying);
    if (isPlaying) voicePlayer.pause();
    else voicePlayer.resume();
  }

  function close() {
    setPaused(false);
    voicePlayer.pause();
  }

  return <Strip track={track} room={room} isPlaying={isPlaying} onToggle={toggle} onClose={close} />;
}

type StripProps = {
  track: Track;
  room: MyRoomView;
  isPlaying: boolean;
  onToggle: () => void;
  onClose: () => void;
};

function Strip({ track, room, isPlaying, onToggle, onClose }: StripProps) {
  const t = useTranslations("voice");
  const name = useRoomName()(room);
  const at = useStore(voicePlayer.store, ({ places }) => Math.floor(places[track.id] ?? 0));
  const Icon = isPlaying ? Pause : Play;

  return (
    <section
      aria-label={t("message")}
      className="flex h-10 flex-none items-center gap-2 border-b border-line px-2 text-small md:px-4"
    >
      <IconButton label={t(isPlaying ? "pause" : "play")} onClick={onToggle}>
        <Icon size={16} aria-hidden className="fill-current text-accent" />
      </IconButton>
      <Link
        href={`${roomPath(room)}?message=${track.from?.seq}`}
        className="min-w-0 truncate text-ink-2 hover:underline"
      >
        {t("nowPlaying", { name: track.from?.name ?? "", room: name })}
      </Link>
      <span className="ml-auto flex-none text-tiny text-ink-3 tabular-nums">
        {lengthText(at)}
        {track.duration !== null && ` / ${lengthText(track.duration)}`}
      </span>
      <IconButton label={t("stopPlaying")} onClick={onClose}>
        <X size={16} aria-hidden />
      </IconButton>
    </section>
  );
}
