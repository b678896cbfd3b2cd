import { askServer } from "@/lib/client/connection/rest";
import type { Reply } from "@/lib/shared/errors";
import { REMINDERS } from "@/lib/shared/messages/reminders";
import type { ReminderView } from "@/lib/shared/views";

type Fields = Partial<Pick<ReminderView, "text" | "repeat">> & {
  at?: string;
  timeZone?: string;
  isDone?: boolean;
};

const of = (id: string) => `${REMINDERS}/${id}`;
const snoozeOf = (id: string) => `${of(id)}/snooze`;

/** Sets a reminder of a message, or of a text alone. */
export const setReminder = (messageId: string | null, fields: Fields): Promise<Reply<ReminderView>> =>
  askServer("POST", messageId === null ? REMINDERS : `/messages/${messageId}/reminders`, fields);

export const changeReminder = (id: string, fields: Fields): Promise<Reply<ReminderView>> =>
  askServer("PATCH", of(id), fields);

export const deleteReminder = (id: string): Promise<Reply<null>> => askServer("DELETE", of(id));

/** Puts off a reminder that has come. */
export const snoozeReminder = (id: string, at: string): Promise<Reply<ReminderView>> =>
  askServer("POST", snoozeOf(id), { at });
