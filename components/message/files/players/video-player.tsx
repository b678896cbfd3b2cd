"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { displayText } from "@/lib/shared/text/shown";
import type { AttachmentView } from "@/lib/shared/views";
import { FileLine } from "../file-card";
import { PLAYER_EVENTS } from "./player-events";
import { useNearView } from "./use-near-view";

/**
 * Plays a video in its place. A codec that this browser lacks may fire no error and show a black picture with sound
 * (HEVC): its picture then has no width. The download stands in its place.
 */
export default function VideoPlayer({ file, isLarge = false }: { file: AttachmentView; isLarge?: boolean }) {
  const t = useTranslations("files");
  const video = useRef<HTMLVideoElement>(null);
  const isNear = useNearView(video);
  const [isBroken, setBroken] = useState(false);
  const fail = () => setBroken(true);

  if (isBroken) {
    return (
      <div className="absolute inset-0 grid content-center overflow-hidden bg-raised">
        <FileLine file={file} note={t("notPlayable")} />
      </div>
    );
  }
  return (
    <video
      ref={video}
      src={file.url}
      controls
      playsInline
      preload={isNear || isLarge ? "metadata" : "none"}
      aria-label={file.description || displayText(file.name)}
      onLoadedMetadata={({ currentTarget }) => currentTarget.videoWidth === 0 && fail()}
      onError={fail}
      {...PLAYER_EVENTS}
      className="absolute inset-0 size-full object-contain"
    />
  );
}
