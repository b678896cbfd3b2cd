"use client";

import File from "lucide-react/icons/file";
import Mic from "lucide-react/icons/mic";
import { useState } from "react";
import type { Upload } from "@/lib/client/uploads/upload";
import { isDrawnImage } from "@/lib/shared/files/file-kinds";
import { fileLabel } from "@/lib/shared/files/file-labels";
import { useLocalAddress } from "./use-local-address";

/** A small picture of a file, from its bytes in this browser; for other files the label of their type. */
export function FilePreview({
  upload,
}: {
  upload: Pick<Upload, "id" | "name" | "type" | "voice" | "keeping">;
}) {
  const { name, type, voice } = upload;
  const url = useLocalAddress(upload, isDrawnImage(type));
  const [broken, setBroken] = useState<string | null>(null);
  const label = fileLabel(name, type);

  if (url && url !== broken)
    return (
      // biome-ignore lint/performance/noImgElement: the address is a blob of this browser.
      <img
        src={url}
        alt=""
        draggable={false}
        onError={() => setBroken(url)}
        className="size-10 flex-none rounded-row bg-mat object-cover"
      />
    );
  return (
    <span className="grid size-10 flex-none place-items-center rounded-row bg-accent-soft text-[0.6875rem]/none font-bold text-accent">
      {voice ? <Mic size={18} aria-hidden /> : label || <File size={18} aria-hidden />}
    </span>
  );
}
