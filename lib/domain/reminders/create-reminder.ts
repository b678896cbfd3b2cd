import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { LIMITS } from "@/lib/shared/limits";
import type { ReminderView } from "@/lib/shared/views";
import type { Reminder } from "@/prisma/generated/client";
import { futureTime, id } from "../fields";
import { requireMessage } from "../messages/access";
import { requireAllowed } from "../messages/change-message";
import { lockUser } from "../rooms/publish-my-room";
import { neededReminderText, reminderText, repeat, timeZone, zoneOf } from "./reminder-fields";
import { publishReminder, toReminderView } from "./reminder-view";
import { scheduleOf } from "./schedule";

const when = { at: futureTime, repeat, timeZone };

/**
 * Creates a reminder of a text. At `at`, and then as `repeat` says, the caller gets a note from the workspace. A repeated one
 * follows the clocks of `timeZone`, by default of the caller's account. Errors: `validation_failed` for a time that has
 * passed; `conflict` (`too_many_reminders`) above LIMITS.reminders that are to come; `rate_limited`.
 */
export const createReminder = operation({
  key: "reminder.create",
  summary: "Create a reminder of a text",
  input: z.object({ text: neededReminderText, ...when }),
  authorize: ({ me }) => throttle("reminders", me.userId),
  execute: (ctx, given): Promise<ReminderView> => addReminder(ctx, given, {}),
});

/**
 * Creates a reminder of a message, with a text of the caller's own or without. The note shows the message as the caller may
 * read it at that moment. Errors: as for a text; `not_found` for a message that the caller may not read; `gone` for a
 * deleted one.
 */
export const remindOfMessage = operation({
  key: "reminder.create-for-message",
  summary: "Create a reminder of a message",
  input: z.object({ message: id, text: reminderText.default(""), ...when }),

  async authorize({ db, me }, { message }) {
    await throttle("reminders", me.userId);
    const { message: row } = await requireMessage(db, me, "read", message);
    requireAllowed("save", row, me.userId);
    return row;
  },

  execute: (ctx, given, { id, roomId, seq }): Promise<ReminderView> =>
    addReminder(ctx, given, { messageId: id, roomId, seq }),
});

type Given = z.output<typeof createReminder.input>;
type Subject = Partial<Pick<Reminder, "messageId" | "roomId" | "seq">>;

/** Adds a reminder of the caller. Error: `conflict`. */
export async function addReminder(ctx: WriteContext, given: Given, subject: Subject): Promise<ReminderView> {
  const { db, me } = ctx;
  await lockUser(db, me.userId);
  await makeSpace(ctx);
  const schedule = scheduleOf(given.at, given.repeat ?? null, await zoneOf(ctx, given.timeZone));
  const row = await db.reminder.create({
    data: { id: uuid(), userId: me.userId, text: given.text.trim(), ...subject, ...schedule },
  });
  await publishReminder(ctx, row);
  return toReminderView(db, row);
}

/** At the limit the finished reminder that was made first gives way. Error: `conflict` where all are to come. */
async function makeSpace({ db, me }: WriteContext): Promise<void> {
  const mine = { userId: me.userId };
  if ((await db.reminder.count({ where: mine })) < LIMITS.reminders) return;
  const oldest = await db.reminder.findFirst({ where: { ...mine, dueAt: null }, orderBy: { id: "asc" } });
  if (!oldest)
    throw conflict("You've reached the limit of reminders. Delete some first.", "too_many_reminders");
  await db.reminder.delete({ where: { id: oldest.id } });
}
