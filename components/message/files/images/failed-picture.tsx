"use client";

import Download from "lucide-react/icons/download";
import RotateCw from "lucide-react/icons/rotate-cw";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { DownloadLink } from "../download-link";
import type { GridImage } from "./grid-image";
import type { ImageBox } from "./image-layout";

/** A box has room for a sentence from this width on, in pixels. */
const ROOM_FOR_WORDS = 160;

/** Stands in the place of an image that could not be loaded. */
export default function FailedPicture({
  image,
  box,
  onRetry,
}: {
  image: GridImage;
  box: ImageBox;
  onRetry: () => void;
}) {
  const t = useTranslations("files");

  return (
    <fieldset
      aria-label={t("imageFailed", { name: image.name })}
      className="absolute inset-0 flex flex-col items-center justify-center gap-1 overflow-hidden text-tiny text-ink-2"
    >
      {box.width >= ROOM_FOR_WORDS && <p className="px-2 text-center">{t("notLoaded")}</p>}
      <div className="flex">
        <IconButton label={t("retry")} onClick={onRetry} className="size-7!">
          <RotateCw size={16} aria-hidden />
        </IconButton>
        <DownloadLink name={image.name} url={image.src}>
          <Download size={16} aria-hidden />
        </DownloadLink>
      </div>
    </fieldset>
  );
}
