"use client";

import type { ReminderView } from "@/lib/shared/views";
import { QuotedMessage } from "./quoted-message";
import { changeReminder, setReminder } from "./reminder-calls";
import { type ReminderFields, ReminderForm } from "./reminder-form";

export type ReminderDialogProps = { reminder: ReminderView | null; onDone: () => void };

/** A time that stays keeps its zone, also when its person is elsewhere by now. */
function changesOf({ at }: ReminderView, { timeZone, ...fields }: ReminderFields) {
  const isSame = at !== null && at.slice(0, 16) === fields.at.slice(0, 16);
  return isSame ? { text: fields.text, repeat: fields.repeat } : { ...fields, timeZone };
}

/** Changes a reminder, or makes one of a text. */
export default function ReminderDialog({ reminder, onDone }: ReminderDialogProps) {
  return (
    <div className="flex flex-col gap-4">
      {reminder?.message && <QuotedMessage message={reminder.message} />}
      <ReminderForm
        {...(reminder && { start: reminder })}
        hasMessage={reminder !== null && reminder.messageId !== null}
        onSubmit={async (fields) => {
          const reply = reminder
            ? await changeReminder(reminder.id, changesOf(reminder, fields))
            : await setReminder(null, fields);
          if (reply.ok) onDone();
          return reply;
        }}
      />
    </div>
  );
}
