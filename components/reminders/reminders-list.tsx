"use client";

import AlarmClock from "lucide-react/icons/alarm-clock";
import Plus from "lucide-react/icons/plus";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import type { Row } from "@/components/ui/lists/plain-rows";
import { onDemand } from "@/components/ui/on-demand";
import { LaterTabs } from "@/components/views/later-tabs";
import { Passing } from "@/components/views/passing";
import { View } from "@/components/views/view";
import { useChat } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import { useStore } from "@/lib/client/state/use-store";
import type { Page, ReminderView } from "@/lib/shared/views";
import type { ReminderDialogProps } from "./reminder-dialog";
import { ReminderEntry } from "./reminder-entry";
import { useReminderChanges } from "./use-reminder-changes";

const ReminderDialog = onDemand<ReminderDialogProps>(() => import("./reminder-dialog"));

type Lists = { upcoming: Page<ReminderView>; past: Page<ReminderView> };

/** My reminders: those to come, then those that have come, live. */
export function RemindersList(first: Lists) {
  const t = useTranslations("reminders");
  const { upcoming, past } = useLists(first);
  const changes = useReminderChanges();
  const [edited, edit] = useState<ReminderView | "new" | null>(null);
  const toRows = (list: typeof past): Row[] =>
    list.items
      .filter(({ id }) => id !== changes.deleted?.id)
      .map((reminder) => ({
        key: reminder.id,
        content: <ReminderEntry reminder={reminder} changes={changes} onEdit={() => edit(reminder)} />,
      }));

  return (
    <>
      <LaterTabs at="/reminders">
        <Button look="quiet" size="small" onClick={() => edit("new")}>
          <Plus size={16} aria-hidden />
          <span className="phone:sr-only">{t("new")}</span>
        </Button>
      </LaterTabs>
      <Notices changes={changes} />
      <View
        label={t("title")}
        rows={upcoming.hasMore ? toRows(upcoming) : [...toRows(upcoming), ...withTitle(toRows(past))]}
        state={upcoming.state === "whole" ? past.state : upcoming.state}
        empty={<EmptyState icon={AlarmClock} text={t("empty")} />}
        onNearEnd={upcoming.hasMore ? upcoming.loadMore : past.loadMore}
        onAgain={upcoming.state === "failed" ? upcoming.again : past.again}
      />
      <Editor edited={edited} onDone={() => edit(null)} />
    </>
  );
}

function useLists(first: Lists) {
  const version = useStore(useChat().reminders.changes);
  return {
    upcoming: usePages({ path: addressOf("GET /me/reminders", {}), first: first.upcoming, version }),
    past: usePages({ path: addressOf("GET /me/reminders", { state: "past" }), first: first.past, version }),
  };
}

const withTitle = (rows: Row[]): Row[] =>
  rows.length > 0 ? [{ key: "past", content: <PastTitle /> }, ...rows] : rows;

function PastTitle() {
  const t = useTranslations("reminders");
  return <h2 className="px-4 pt-6 pb-2 text-small font-semibold text-ink-2 md:px-5">{t("past")}</h2>;
}

/** The form of a reminder that is changed, or of a new one. */
function Editor({ edited, onDone }: { edited: ReminderView | "new" | null; onDone: () => void }) {
  const t = useTranslations("reminders");
  const reminder = edited === "new" ? null : edited;
  return (
    <Dialog title={t(reminder ? "edit" : "new")} isOpen={edited !== null} onOpenChange={onDone}>
      {edited && <ReminderDialog reminder={reminder} onDone={onDone} />}
    </Dialog>
  );
}

/** That a reminder was deleted, with the way back, or that a change did not work. */
function Notices({ changes }: { changes: ReturnType<typeof useReminderChanges> }) {
  const t = useTranslations("reminders");
  const { deleted, hasFailed, undo } = changes;
  if (hasFailed) return <Passing>{t("notDone")}</Passing>;
  if (!deleted) return null;
  return (
    <Passing>
      {t("deleted")}
      <Button look="quiet" size="small" onClick={() => void undo()}>
        {t("undo")}
      </Button>
    </Passing>
  );
}
