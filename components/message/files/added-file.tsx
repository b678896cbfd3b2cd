"use client";

import { clsx } from "clsx";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { ProgressLine, RetryButton } from "@/components/composer/files/chip-parts";
import { useUploadStatus } from "@/components/composer/files/use-upload-status";
import { IconButton } from "@/components/ui/icon-button";
import type { Upload } from "@/lib/client/uploads/upload";
import { displayText } from "@/lib/shared/text/shown";
import { FileTile } from "./file-card";
import { FileName } from "./file-name";

type AddedFileProps = { upload: Upload; onRemove: () => void; onRetry: () => void };

/** A file that the edit adds: on its way, up, or refused. */
export function AddedFile({ upload, onRemove, onRetry }: AddedFileProps) {
  const t = useTranslations("files");
  const status = useUploadStatus(upload);
  const { name, type, refusal } = upload;

  return (
    <li className="relative flex max-w-66 min-w-0 items-center gap-3 overflow-hidden rounded-2 border border-line p-1 pr-0.5">
      <FileTile name={name} type={type} />
      <div className="min-w-0 flex-1">
        <FileName name={name} className="text-[0.8125rem]/5 font-medium" />
        <p className={clsx("line-clamp-2 text-tiny/4 tabular-nums", refusal ? "text-danger" : "text-ink-3")}>
          {status.text}
        </p>
      </div>
      {refusal && <RetryButton onRetry={onRetry} />}
      <IconButton label={t("remove", { name: displayText(name) })} onClick={onRemove} className="size-7!">
        <X size={16} aria-hidden />
      </IconButton>
      <ProgressLine share={status.share} />
    </li>
  );
}
