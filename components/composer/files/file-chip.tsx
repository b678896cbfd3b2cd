"use client";

import { clsx } from "clsx";
import X from "lucide-react/icons/x";
import type { ComponentProps } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { Upload } from "@/lib/client/uploads/upload";
import { ProgressLine, RetryButton } from "./chip-parts";
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
  const status = useUploadStatus(upload);
  const { name, refusal } = upload;
  // A sentence, which is worth a second line.
  const isLong = refusal !== null || upload.activity === "stalled";
  const words = (
    <>
      <FilePreview upload={upload} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate text-small/5 font-semibold text-ink">{name}</bdi>
        <span
          title={refusal ? status.text : undefined}
          className={clsx(
            "text-tiny/4 tabular-nums",
            isLong ? "line-clamp-2" : "block truncate",
            refusal ? "text-danger" : "text-ink-3",
          )}
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
      {refusal && <RetryButton onRetry={on.onRetry} />}
      <IconButton
        size="small"
        label={removeLabel}
        tabIndex={isRemoveInTabOrder ? undefined : -1}
        onClick={on.onRemove}
      >
        <X size={16} aria-hidden />
      </IconButton>
      <ProgressLine share={status.share} />
    </div>
  );
}
