"use client";

import Download from "lucide-react/icons/download";
import ExternalLink from "lucide-react/icons/external-link";
import LinkIcon from "lucide-react/icons/link";
import X from "lucide-react/icons/x";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DownloadLink } from "@/components/message/files/download-link";
import { FileName } from "@/components/message/files/file-name";
import { useFileSize } from "@/components/message/files/use-file-size";
import { PersonAvatar } from "@/components/people/person-avatar";
import { IconButton } from "@/components/ui/icon-button";
import type { ShownFile } from "./shown-file";
import type { FileActs } from "./use-file-acts";
import { useSentPlace } from "./use-sent-place";

type Header = { shown: ShownFile; acts: FileActs; onClose: () => void };

/** Sender and place, the name of the file, and what can be done with it. */
export function LightboxHeader({ shown, acts, onClose }: Header) {
  const t = useTranslations("lightbox");
  const { sender, file } = shown;
  const place = useSentPlace(shown);

  return (
    <header className="grid h-16 flex-none grid-cols-[minmax(0,1fr)_auto] items-center gap-3 pr-4 pl-4 md:pl-5 md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
      <div className="flex min-w-0 items-center gap-3">
        <span className="flex-none max-md:hidden">
          <PersonAvatar person={sender} />
        </span>
        <div className="min-w-0">
          <bdi className="block truncate text-[0.875rem]/5 font-semibold">{sender.displayName}</bdi>
          <p className="line-clamp-2 text-tiny/4 text-ink-2 md:line-clamp-1">{place}</p>
        </div>
      </div>
      <div className="hidden max-w-80 text-center md:block">
        <FileName name={file.name} className="justify-center text-[0.8125rem]/5" />
        <Facts shown={shown} />
      </div>
      <div className="flex items-center justify-end gap-1">
        <Link
          href={acts.roomHref}
          onClick={onClose}
          title={t("showInRoom")}
          className="inline-flex h-8 items-center gap-1.5 rounded-row px-2 text-[0.8125rem] font-medium whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-11"
        >
          <ExternalLink size={16} aria-hidden />
          <span className="max-md:sr-only">{t("showInRoom")}</span>
        </Link>
        <IconButton label={t("copyLink")} onClick={acts.onCopyLink} size="small">
          <LinkIcon size={16} aria-hidden />
        </IconButton>
        <DownloadLink name={file.name} url={file.url}>
          <Download size={16} aria-hidden />
        </DownloadLink>
        <IconButton label={t("close")} onClick={onClose} size="small" className="bg-hover text-ink!">
          <X size={16} aria-hidden />
        </IconButton>
      </div>
    </header>
  );
}

/** Pixels and bytes: "1920 × 1200 · 412 kB". */
function Facts({ shown: { file } }: { shown: ShownFile }) {
  const sizeOf = useFileSize();
  const pixels = file.width && file.height ? `${file.width} × ${file.height} · ` : "";
  return <p className="text-tiny/4 text-ink-2">{`${pixels}${sizeOf(file.size)}`}</p>;
}
