"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { copyText } from "@/lib/client/page/copy-text";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { copyImage } from "./copy-image";
import { type ShownFile, slideKind } from "./shown-file";

export type FileActs = ReturnType<typeof useFileActs>;

/** A notice stays for so many milliseconds. */
const NOTICE_MS = 4_000;

/** Returns the acts on the shown file. `said` is a notice of the last one. */
export function useFileActs(shown: ShownFile | undefined) {
  const t = useTranslations("lightbox");
  const [said, say] = useState("");
  const room = useMyRooms()[shown?.roomId ?? ""];
  const roomHref = shown ? `${roomPath(room ?? { id: shown.roomId, name: null })}?message=${shown.seq}` : "";

  async function copy(copied: Promise<boolean>, done: string) {
    say((await copied) ? done : t("notCopied"));
    setTimeout(() => say(""), NOTICE_MS);
  }

  return {
    said,
    roomHref,
    onCopyLink: () => void copy(copyText(`${location.origin}${roomHref}`), t("linkCopied")),
    onCopy: () => {
      if (shown && slideKind(shown.file) === "image") void copy(copyImage(shown.file.url), t("imageCopied"));
    },
    onDownload: () => shown && download(shown.file),
  };
}

function download({ url, name }: ShownFile["file"]) {
  const link = document.createElement("a");
  link.href = `${url}?download=1`;
  link.download = name;
  link.click();
}
