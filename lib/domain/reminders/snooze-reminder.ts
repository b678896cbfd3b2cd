import { z } from "zod";
import { operation } from "@/lib/core/operation";
import type { ReminderView } from "@/lib/shared/views";
import { futureTime, id } from "../fields";
import { addReminder } from "./create-reminder";
import { requireReminder } from "./reminder-fields";
import { publishReminder, toReminderView } from "./reminder-view";

/**
 * Puts off a reminder of the caller that has come. A single one comes again at `at`. Of a repeated one, which keeps its
 * times, a single copy comes. @returns the reminder that will come. Errors: `not_found`; `validation_failed` for a time that
 * has passed; `conflict` (`too_many_reminders`).
 */
export const snoozeReminder = operation({
  key: "reminder.snooze",
  summary: "Snooze a reminder",
  input: z.object({ reminder: id, at: futureTime }),
  authorize: (ctx, { reminder }) => requireReminder(ctx, reminder),

  async execute(ctx, { at }, row): Promise<ReminderView> {
    const { id, repeat, text, timeZone, messageId, roomId, seq } = row;
    const data =
      repeat === null
        ? { dueAt: at, wakeAt: at, attempts: 0, failedAt: null, doneAt: null }
        : { doneAt: new Date() };
    const changed = await ctx.db.reminder.update({ where: { id }, data });
    await publishReminder(ctx, changed);
    if (repeat === null) return toReminderView(ctx.db, changed);
    return addReminder(ctx, { text, at, timeZone: timeZone ?? undefined }, { messageId, roomId, seq });
  },
});
