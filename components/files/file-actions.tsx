"use client";

import { clsx } from "clsx";
import Download from "lucide-react/icons/download";
import Show from "lucide-react/icons/square-arrow-out-up-right";
import { useTranslations } from "next-intl";
import { DownloadLink } from "@/components/message/files/download-link";
import { IconButton } from "@/components/ui/icon-button";
import { displayText } from "@/lib/shared/text/shown";
import type { SentFileView } from "@/lib/shared/views";
import type { FilePlace } from "./file-place";

type Actions = Pick<FilePlace, "onShow"> & { file: SentFileView; className?: string };

/** Shows a file in its room, and downloads it. Visible under the pointer, with the focus, and on touch screens. */
export function FileActions({ file, onShow, className }: Actions) {
  const t = useTranslations("filesPage");
  const label = t("showInRoom", { name: displayText(file.name) });

  return (
    <div
      className={clsx(
        "relative z-1 flex flex-none opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100",
        className,
      )}
    >
      <IconButton size="small" label={label} onClick={() => onShow(file)} className="hover:bg-selected!">
        <Show size={16} aria-hidden />
      </IconButton>
      <DownloadLink name={file.name} url={file.url}>
        <Download size={16} aria-hidden />
      </DownloadLink>
    </div>
  );
}
