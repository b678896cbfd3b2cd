"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { displayText } from "@/lib/shared/text/shown";
import type { AttachmentView } from "@/lib/shared/views";
import { PLAYER_EVENTS } from "./player-events";
import { useNearView } from "./use-near-view";

/** Plays a sound file. Its card has the name and the download. */
export default function AudioPlayer({ file }: { file: AttachmentView }) {
  const t = useTranslations("files");
  const audio = useRef<HTMLAudioElement>(null);
  const isNear = useNearView(audio);
  const [isBroken, setBroken] = useState(false);

  if (isBroken)
    return <p className="absolute inset-0 content-center text-tiny text-ink-3">{t("notPlayable")}</p>;
  return (
    <audio
      ref={audio}
      src={file.url}
      controls
      preload={isNear ? "metadata" : "none"}
      aria-label={file.description || displayText(file.name)}
      onError={() => setBroken(true)}
      {...PLAYER_EVENTS}
      className="absolute inset-0 size-full"
    />
  );
}
