import { call } from "@/lib/client/connection/call";
import type { Outcome } from "@/lib/shared/errors";
import type { ReminderView } from "@/lib/shared/views";

type Fields = Pick<ReminderView, "text" | "repeat"> & { at: string; timeZone?: string };

/** Sets a reminder of a message, or of a text alone. */
export const setReminder = (messageId: string | null, fields: Fields): Promise<Outcome<ReminderView>> =>
  messageId === null
    ? call("POST /me/reminders", fields)
    : call("POST /messages/{message}/reminders", { message: messageId, ...fields });

export const changeReminder = (
  reminder: string,
  fields: Partial<Fields> & { isDone?: boolean },
): Promise<Outcome<ReminderView>> => call("PATCH /me/reminders/{reminder}", { reminder, ...fields });

export const deleteReminder = (reminder: string): Promise<Outcome<null>> =>
  call("DELETE /me/reminders/{reminder}", { reminder });

/** Puts off a reminder that has come. */
export const snoozeReminder = (reminder: string, at: string): Promise<Outcome<ReminderView>> =>
  call("POST /me/reminders/{reminder}/snooze", { reminder, at });
