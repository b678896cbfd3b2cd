"use client";

import { clsx } from "clsx";
import Download from "lucide-react/icons/download";
import FileIcon from "lucide-react/icons/file";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { fileLabel } from "@/lib/shared/files/file-labels";
import { displayText } from "@/lib/shared/text/shown";
import type { AttachmentView } from "@/lib/shared/views";
import { DownloadLink } from "./download-link";
import { FileName } from "./file-name";
import { useFileSize } from "./use-file-size";

type Line = {
  file: AttachmentView;
  /** Opens the file in the page. */
  onOpen?: (() => void) | undefined;
  /** An address at which the browser shows the file, in another tab. Without both, the name downloads. */
  href?: string | undefined;
  /** Said below the name instead of pages and size. */
  note?: string | undefined;
};

/** A file as a card: icon with its type, name, size and download; content such as a preview stands above. */
export function FileCard({
  className,
  children,
  ...line
}: Line & { className?: string; children?: ReactNode }) {
  return (
    <div
      className={clsx(
        "mt-1 max-w-full overflow-hidden rounded-3 border border-line bg-raised",
        className ?? "w-max",
      )}
    >
      {children}
      <FileLine {...line} />
    </div>
  );
}

/** The line of a card with icon, name, size and download. */
export function FileLine({ file, note, ...open }: Line) {
  const { name, type, url } = file;

  return (
    <div className="flex items-center gap-3 py-2 pr-3 pl-2">
      <FileTile name={name} type={type} />
      <div className="min-w-0 flex-1">
        <NameLink file={file} {...open} />
        <p className="text-tiny/4 text-ink-3">{note ?? <Facts file={file} />}</p>
      </div>
      <DownloadLink name={name} url={url} className="-mr-1.5">
        <Download size={16} aria-hidden />
      </DownloadLink>
    </div>
  );
}

const NAME = "flex max-w-full rounded-1 text-left text-[0.875rem]/5 font-medium hover:underline";

/** The name. A screen reader is told the whole, not its two halves. */
function NameLink({ file: { name, url }, onOpen, href }: Line) {
  const label = displayText(name);
  if (onOpen) {
    return (
      <button type="button" aria-haspopup="dialog" aria-label={label} onClick={onOpen} className={NAME}>
        <FileName name={name} />
      </button>
    );
  }
  const target = href ? { target: "_blank", rel: "noopener" } : { download: name };
  return (
    <a href={href ?? `${url}?download=1`} {...target} aria-label={label} className={NAME}>
      <FileName name={name} />
    </a>
  );
}

/** Pages and size: "7 pages · 1.2 MB". */
function Facts({ file: { pages, size } }: { file: AttachmentView }) {
  const t = useTranslations("files");
  const sizeOf = useFileSize();
  return [pages && t("pages", { count: pages }), sizeOf(size)].filter(Boolean).join(" · ");
}

/** The square with a file's type, such as "PDF". */
export function FileTile({ name, type }: { name: string; type: string }) {
  const label = fileLabel(name, type);
  return (
    <span
      aria-hidden
      className="grid size-10 flex-none place-items-center rounded-row bg-accent-soft text-[0.6875rem]/none font-bold text-accent"
    >
      {label || <FileIcon size={16} />}
    </span>
  );
}
