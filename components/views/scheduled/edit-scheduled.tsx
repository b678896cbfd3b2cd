"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { AutosizedTextarea } from "@/components/ui/fields/autosized-textarea";
import { useScheduled } from "@/lib/client/chat/use-scheduled";
import { lengthLeft } from "@/lib/client/drafts/use-composer";
import { useStore } from "@/lib/client/state/use-store";
import type { ScheduledView } from "@/lib/shared/views";
import type { ScheduledActions } from "./use-scheduled-actions";

type EditScheduledProps = { item: ScheduledView; acts: ScheduledActions; onDone: () => void };

/**
 * The text of a scheduled message. The message stays due with its old text until this one is saved; if it goes out meanwhile, the
 * new text is kept as a draft.
 */
export function EditScheduled({ item, acts, onDone }: EditScheduledProps) {
  const t = useTranslations("scheduled");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const scheduled = useScheduled();
  const isThere = useStore(scheduled.store, (all) => all === null || all.some((one) => one.id === item.id));
  const [text, type] = useState(item.text);
  const { left, isFitting } = lengthLeft(text);
  const isSendable = item.attachments.length > 0 ? (left ?? 0) >= 0 : isFitting;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!isThere) acts.toDraft(item.roomId, text);
    if (!isThere || (await acts.change(item, { text }))) onDone();
  }

  return (
    <form onSubmit={save} className="flex flex-col gap-3">
      <label htmlFor={id} className="sr-only">
        {t("text")}
      </label>
      <AutosizedTextarea
        ref={field}
        id={id}
        value={text}
        onChange={({ target }) => type(target.value)}
        className="max-h-80 w-full rounded-2 border border-line-strong bg-raised px-3 py-2 outline-none focus:border-focus"
      />
      <p role="status" className="text-small text-ink-2 empty:hidden">
        {isThere ? null : t("sentMeanwhile")}
      </p>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onDone}>
          {t("cancel")}
        </Button>
        <Button type="submit" disabled={!isSendable}>
          {isThere ? t("save") : t("keepAsDraft")}
        </Button>
      </div>
    </form>
  );
}
