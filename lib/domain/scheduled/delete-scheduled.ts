import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { id } from "../fields";
import { lockUser } from "../rooms/publish-my-room";
import { publishScheduled } from "./publish-scheduled";
import { lockScheduled } from "./scheduled-view";

/**
 * Deletes the caller's scheduled message. Its files are unsent uploads again, as if they had come up now: they can be sent or
 * scheduled anew, or the sweep deletes them after LIMITS.unsentHours. Error: `not_found`, also where it was sent meanwhile.
 */
export const deleteScheduled = operation({
  key: "scheduled.delete",
  summary: "Delete a scheduled message",
  input: z.object({ scheduled: id }),
  async authorize({ db, me }, { scheduled }) {
    await lockUser(db, me.userId);
    return lockScheduled(db, me.userId, scheduled);
  },

  async execute(ctx, _input, row): Promise<void> {
    const { db, me } = ctx;
    await db.$executeRaw`
      UPDATE file SET created_at = now() WHERE attached_at IS NULL
         AND id IN (SELECT s.file_id FROM scheduled_file s WHERE s.scheduled_id = ${row.id}::uuid)`;
    await db.scheduledMessage.delete({ where: { id: row.id } });
    await publishScheduled(ctx, me.userId, row.id);
  },
});
