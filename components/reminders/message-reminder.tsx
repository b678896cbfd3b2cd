"use client";

import type { MessageView } from "@/lib/shared/views";
import { QuotedMessage } from "./quoted-message";
import { setReminder } from "./reminder-calls";
import { ReminderForm } from "./reminder-form";

export type MessageReminderProps = { message: MessageView; onDone: (at: string) => void };

/** The form of a new reminder of a message. */
export default function MessageReminder({ message, onDone }: MessageReminderProps) {
  return (
    <div className="flex flex-col gap-4">
      <QuotedMessage message={message} />
      <ReminderForm
        hasMessage
        onSubmit={async (fields) => {
          const reply = await setReminder(message.id, fields);
          if (reply.ok) onDone(fields.at);
          return reply;
        }}
      />
    </div>
  );
}
