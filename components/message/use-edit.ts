"use client";

import { type KeyboardEvent, useState } from "react";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { refusalOf } from "@/lib/client/connection/outcome";
import { lengthLeft } from "@/lib/client/drafts/use-composer";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { useAddedFiles } from "@/lib/client/uploads/use-added-files";
import type { Refusal } from "@/lib/shared/errors";
import { isBlank } from "@/lib/shared/text/blank";
import type { MessageView } from "@/lib/shared/views";

/** Editing of one's own message. Enter saves, Escape cancels. */
export function useEdit(message: MessageView) {
  const acts = useMessageActions();
  const chat = useChat();
  const [text, type] = useState(message.text);
  const [isSaving, setSaving] = useState(false);
  const [refusal, refuse] = useState<Refusal | null>(null);
  const { left, isFitting } = lengthLeft(text);
  const added = useAddedFiles(message.attachments.length);
  const fileCount = message.attachments.length + added.files.length;
  const fileIds = added.ids();
  // Beside files the text may be empty. Saving waits until all files are up.
  const canSave = (isFitting || (isBlank(text) && fileCount > 0)) && fileIds !== null && !isSaving;

  async function save() {
    if (!canSave) return;
    const changed = text.trimEnd();
    if (changed === message.text && fileIds.length === 0) return acts.endEdit(message);
    setSaving(true);
    const files = fileIds.length > 0 && { addAttachmentIds: fileIds };
    const answer = await chat.call("edit", { messageId: message.id, text: changed, ...files });
    setSaving(false);
    if (!answer.ok) return refuse(refusalOf(answer));
    added.saved(fileIds);
    acts.endEdit(message);
  }

  function onKey(event: KeyboardEvent): boolean {
    if (event.key !== "Escape") return false;
    event.stopPropagation();
    acts.endEdit(message);
    return true;
  }

  return {
    text,
    type,
    /** The remaining length, only near the limit. */
    left,
    canSave,
    save,
    cancel: () => acts.endEdit(message),
    refusal: useRefusal(refusal).all,
    onKey,
    /** Files that the edit adds. */
    added,
  };
}
