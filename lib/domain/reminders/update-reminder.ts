import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import { isBlank } from "@/lib/shared/text/blank";
import type { ReminderRepeat, ReminderView } from "@/lib/shared/views";
import type { Reminder } from "@/prisma/generated/client";
import { defined } from "../defined";
import { futureTime, id } from "../fields";
import { reminderText, repeat, requireReminder, timeZone, zoneOf } from "./reminder-fields";
import { publishReminder, toReminderView } from "./reminder-view";
import { OVER, scheduleOf } from "./schedule";

const input = z.object({
  reminder: id,
  at: futureTime.optional(),
  text: reminderText.optional(),
  repeat,
  timeZone,
  isDone: z.boolean({ error: "Must be true or false." }).optional(),
});

type Input = z.output<typeof input>;

/**
 * Changes a reminder of the caller; absent fields stay. A new `at` makes it come again, also after it has come. `isDone`
 * ends a single one, and of a repeated one the last note alone. Errors: `not_found`; `validation_failed` for a time that has
 * passed, for an empty text of a reminder without a message, and for a `repeat` without `at` where nothing is to come.
 */
export const updateReminder = operation({
  key: "reminder.update",
  summary: "Update a reminder",
  input,
  authorize: (ctx, { reminder }) => requireReminder(ctx, reminder),

  async execute(ctx, given, row): Promise<ReminderView> {
    if (given.text !== undefined && row.messageId === null && isBlank(given.text))
      throw invalidField("text", "Must not be empty.", "required");
    const data = {
      ...defined({ text: given.text?.trim() }),
      ...(await newSchedule(ctx, given, row)),
      ...doneColumns(given, row),
    };
    const changed = await ctx.db.reminder.update({ where: { id: row.id }, data });
    await publishReminder(ctx, changed);
    return toReminderView(ctx.db, changed);
  },
});

async function newSchedule(ctx: WriteContext, given: Input, row: Reminder) {
  if (given.at === undefined && given.repeat === undefined && given.timeZone === undefined) return {};
  const at = given.at ?? row.dueAt;
  if (!at) throw invalidField("at", "Is needed.", "required");
  const wanted = given.repeat === undefined ? (row.repeat as ReminderRepeat | null) : given.repeat;
  const zone = await zoneOf(ctx, given.timeZone ?? row.timeZone ?? undefined);
  return { ...scheduleOf(at, wanted, zone), attempts: 0, failedAt: null, doneAt: null };
}

/** A single reminder that is done does not come any more; a repeated one comes again at its time. */
function doneColumns({ isDone }: Input, { repeat, dueAt, lastDueAt }: Reminder) {
  if (isDone === undefined) return {};
  if (!isDone) return { doneAt: null };
  const doneAt = new Date();
  return repeat === null ? { ...OVER, doneAt, failedAt: null, lastDueAt: dueAt ?? lastDueAt } : { doneAt };
}
