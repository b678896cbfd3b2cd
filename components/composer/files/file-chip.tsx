"use client";

import { clsx } from "clsx";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import type { Upload } from "@/lib/client/uploads/upload";
import { FilePreview } from "./file-preview";
import { useUploadStatus } from "./use-upload-status";

type FileChip = {
  upload: Upload;
  /** Props of the part that shows the file; with `onClick` it is a button. */
  part?: ComponentProps<"button">;
  removeLabel: string;
  isRemoveInTabOrder?: boolean;
  onRemove: () => void;
  onRetry: () => void;
};

/** A file on its way: its preview, name and state, and a line that grows with the bytes that are sent. */
export function FileChip({ upload, part, removeLabel, isRemoveInTabOrder = true, ...on }: FileChip) {
  const t = useTranslations("uploads");
  const status = useUploadStatus(upload);
  const { name, refusal } = upload;
  const words = (
    <>
      <FilePreview upload={upload} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate text-small/5 font-semibold text-ink">{name}</bdi>
        <span
          title={refusal ? status.text : undefined}
          className={clsx("block truncate text-tiny/4 tabular-nums", refusal ? "text-danger" : "text-ink-3")}
        >
          {status.text}
        </span>
      </span>
    </>
  );
  const look = "flex min-w-0 flex-1 items-center gap-3 rounded-row text-left";

  return (
    <div className="relative flex h-full items-center gap-1 overflow-hidden rounded-2 border border-line bg-raised py-2 pr-1 pl-2">
      {part ? (
        <button type="button" {...part} className={look}>
          {words}
        </button>
      ) : (
        <span className={look}>{words}</span>
      )}
      {refusal && (
        <button
          type="button"
          onClick={on.onRetry}
          className="flex-none rounded-row px-2 text-small/7 font-medium text-ink-2 hover:bg-hover hover:text-ink"
        >
          {t("retry")}
        </button>
      )}
      <button
        type="button"
        aria-label={removeLabel}
        title={removeLabel}
        tabIndex={isRemoveInTabOrder ? undefined : -1}
        onClick={on.onRemove}
        className="grid size-7 flex-none place-items-center rounded-row text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:size-11"
      >
        <X size={16} aria-hidden />
      </button>
      {status.share !== null && (
        <span
          aria-hidden
          className="absolute bottom-0 left-0 h-0.5 bg-accent"
          style={{ width: `${status.share * 100}%` }}
        />
      )}
    </div>
  );
}
