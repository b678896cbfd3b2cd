"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { call } from "@/lib/client/connection/call";
import { refusalOf } from "@/lib/client/connection/outcome";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Added } from "@/lib/client/uploads/use-added-files";
import type { Refusal } from "@/lib/shared/errors";
import { isBlank } from "@/lib/shared/text/blank";
import { displayText } from "@/lib/shared/text/shown";
import type { AttachmentView, MessageView } from "@/lib/shared/views";
import { AddedFile } from "./added-file";
import { FileTile } from "./file-card";
import { FileName } from "./file-name";

/**
 * The files of a message that is being edited, and those that the edit adds. One of the message can be removed for
 * everybody; that is asked once more.
 */
export function EditFiles({ message, added }: { message: MessageView; added: Added }) {
  const t = useTranslations("files");
  const tUploads = useTranslations("uploads.rejected");
  const { asked, ask, remove, isRemoving, refusal } = useRemoval(message);

  return (
    <div className="flex flex-col gap-2 px-2 pt-2">
      <ul aria-label={t("ofMessage")} className="flex flex-wrap gap-2">
        {message.attachments.map((file) => (
          <EditedFile key={file.id} file={file} onRemove={() => ask(file)} />
        ))}
        {added.files.map((upload) => (
          <AddedFile
            key={upload.id}
            upload={upload}
            onRemove={() => added.remove(upload.id)}
            onRetry={() => added.retry(upload.id)}
          />
        ))}
      </ul>
      {added.rejection && (
        <p role="alert" className="text-tiny text-danger">
          {tUploads("tooMany", { limit: 0, ...added.rejection })}
        </p>
      )}
      {asked && (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-small">
          {t(isLast(message) ? "removeLast" : "removeAsk", { name: displayText(asked.name) })}
          <Button look="danger" size="small" disabled={isRemoving} onClick={() => void remove(asked)}>
            {t("removeYes")}
          </Button>
          <Button look="bare" size="small" onClick={() => ask(null)}>
            {t("removeNo")}
          </Button>
        </p>
      )}
      {refusal && (
        <p role="alert" className="text-tiny text-danger">
          {refusal}
        </p>
      )}
    </div>
  );
}

/** A message without text goes with its last file. */
const isLast = ({ attachments, text }: MessageView) => attachments.length === 1 && isBlank(text);

function useRemoval({ id }: MessageView) {
  const [asked, ask] = useState<AttachmentView | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const [refused, refuse] = useState<Refusal | null>(null);

  /** The row changes when the server tells everybody of the change. */
  async function remove(file: AttachmentView) {
    setRemoving(true);
    const answer = await call("DELETE /messages/{message}/attachments/{file}", {
      message: id,
      file: file.id,
    });
    setRemoving(false);
    refuse(answer.ok ? null : refusalOf(answer));
    if (answer.ok) ask(null);
  }

  return { asked, ask, remove, isRemoving, refusal: useRefusal(refused).all };
}

function EditedFile({ file, onRemove }: { file: AttachmentView; onRemove: () => void }) {
  const t = useTranslations("files");
  return (
    <li className="flex max-w-66 min-w-0 items-center gap-3 rounded-2 border border-line p-1 pr-0.5">
      <FileTile name={file.name} type={file.type} />
      <FileName name={file.name} className="text-[0.8125rem]/5 font-medium" />
      <IconButton
        label={t("remove", { name: displayText(file.name) })}
        onClick={onRemove}
        className="size-7!"
      >
        <X size={16} aria-hidden />
      </IconButton>
    </li>
  );
}
