"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { MomentForm } from "@/components/ui/moments/moment-form";
import { useReader } from "@/lib/client/chat/chat-context";
import { useOwnZone } from "@/lib/client/time/use-own-zone";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { ScheduledView } from "@/lib/shared/views";
import { EditScheduled } from "./edit-scheduled";
import type { ScheduledActions } from "./use-scheduled-actions";

/** A scheduled message whose text or time is being changed. */
export type OpenDialog = { item: ScheduledView; what: "text" | "time" };

type ScheduledDialogsProps = { open: OpenDialog | null; acts: ScheduledActions; onClose: () => void };

/**
 * The dialogs of the list. They are not those of an entry, which goes when its message is sent, so that a text that is being
 * written outlasts it.
 */
export function ScheduledDialogs({ open, acts, onClose }: ScheduledDialogsProps) {
  const t = useTranslations("scheduled");
  const { formatLocale: locale } = useReader();
  const timeZone = useOwnZone();

  return (
    <>
      <Dialog title={t("edit")} isOpen={open?.what === "text"} onOpenChange={onClose}>
        {open && <EditScheduled item={open.item} acts={acts} onDone={onClose} />}
      </Dialog>
      <Dialog title={t("reschedule")} isOpen={open?.what === "time"} onOpenChange={onClose}>
        {open && (
          <MomentForm
            locale={locale}
            timeZone={timeZone}
            initial={new Date(open.item.sendAt)}
            days={BROWSER_LIMITS.scheduledDays - 1}
            submit={t("reschedule")}
            onChoose={(at) => {
              onClose();
              acts.reschedule(open.item, at);
            }}
            onCancel={onClose}
          />
        )}
      </Dialog>
    </>
  );
}
