"use client";

import { useState } from "react";
import type { Outcome } from "@/lib/shared/errors";
import type { ReminderView } from "@/lib/shared/views";
import { changeReminder, deleteReminder, setReminder } from "./reminder-calls";

/** Changes of reminders in their list. The lists follow by themselves, as on every other device. */
export function useReminderChanges() {
  const [deleted, noteDeleted] = useState<ReminderView | null>(null);
  const [hasFailed, fail] = useState(false);

  async function ask(call: Promise<Outcome<unknown>>): Promise<boolean> {
    const { ok } = await call;
    fail(!ok);
    return ok;
  }

  return {
    /** The last reminder that was deleted here; it is hidden before the list is read again. */
    deleted,
    hasFailed,
    finish: (id: string) => ask(changeReminder(id, { isDone: true })),
    async remove(reminder: ReminderView) {
      noteDeleted(reminder);
      if (!(await ask(deleteReminder(reminder.id)))) noteDeleted(null);
    },
    /** Sets the deleted reminder again; one whose time has passed comes in a minute. */
    async undo() {
      if (!deleted) return;
      const { text, repeat, timeZone, messageId, at } = deleted;
      const soon = new Date(Date.now() + 60_000).toISOString();
      noteDeleted(null);
      const fields = { text, repeat, at: at && at > soon ? at : soon, ...(timeZone && { timeZone }) };
      await ask(setReminder(messageId, fields));
    },
  };
}
