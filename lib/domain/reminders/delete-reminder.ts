import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { id } from "../fields";
import { requireReminder } from "./reminder-fields";
import { publishReminder } from "./reminder-view";

/** Deletes a reminder of the caller; its notes stay. Error: `not_found`. */
export const deleteReminder = operation({
  key: "reminder.delete",
  summary: "Delete a reminder",
  input: z.object({ reminder: id }),
  authorize: (ctx, { reminder }) => requireReminder(ctx, reminder),

  async execute(ctx, _input, row): Promise<void> {
    await ctx.db.reminder.delete({ where: { id: row.id } });
    await publishReminder(ctx, { ...row, dueAt: null }, "deleted");
  },
});
