import { z } from "zod";
import { count, id, page, time } from "./fields";
import { message } from "./messages";

export const reminderRepeat = z.enum(["daily", "weekdays", "weekly"]);

export const reminder = z
  .strictObject({
    id,
    text: z.string().meta({ description: "Empty for a message alone" }),
    at: time.nullable().meta({ description: "The next time; null once nothing is to come" }),
    repeat: reminderRepeat.nullable(),
    timeZone: z
      .string()
      .nullable()
      .meta({ description: "The zone in which it was made, whose clocks a repeated one follows" }),
    messageId: id.nullable(),
    roomId: id.nullable(),
    seq: z.int().nullable(),
    message: message.nullable().meta({
      description: "The message as I may read it now; null where it is deleted, or I left its room",
    }),
    state: z.enum(["upcoming", "reminded", "done", "failed"]),
    number: count.meta({
      description:
        "Notes written so far. The `clientId` of each is `reminder:` with the id, a colon and its number",
    }),
    lastDueAt: time.nullable().meta({ description: "When it was last due" }),
    remindedAt: time.nullable().meta({ description: "When its last note was written" }),
    isDone: z.boolean().meta({ description: "I am done with the last note" }),
    isRepeated: z.boolean(),
    createdAt: time,
  })
  .meta({ id: "Reminder", description: "A note from the workspace that I asked for." });

export const reminderPage = page(reminder).meta({ id: "ReminderPage" });

export const reminderHead = reminder
  .pick({
    id: true,
    at: true,
    roomId: true,
    seq: true,
    state: true,
    number: true,
    isDone: true,
    isRepeated: true,
  })
  .meta({ id: "ReminderHead", description: "A reminder in short, to mark its message and its notes." });

export const reminderHeads = z.strictObject({ items: z.array(reminderHead) }).meta({ id: "ReminderHeads" });
