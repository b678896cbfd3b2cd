import { z } from "zod";
import { defineJob } from "@/lib/core/jobs/define-job";
import { db } from "@/lib/platform/database/db";
import { detachFiles } from "../files/detach-files";

/** Rows deleted by one commit: few enough that sends to other rooms in between are not delayed. */
const BATCH = 1_000;
/** A busy database may take longer than Prisma's five seconds for a batch with its mentions and reactions, in ms. */
const TRANSACTION = { timeout: 30_000, maxWait: 10_000 };

/**
 * Deletes the rows of a deleted room, in batches: messages with their files, membership changes, and the room itself.
 * Nobody can reach them any more. Each batch is a transaction, so a run that begins again goes on with what is left. A
 * room that is not deleted is left alone.
 */
export const purgeRoomJob = defineJob({
  kind: "room.purge",
  input: z.object({ roomId: z.uuid() }),
  maxAttempts: 20,
  backoff: { first: 10, longest: 3600 },

  async run({ roomId }, { signal }): Promise<void> {
    while ((await purgeBatch(roomId)) > 0) signal.throwIfAborted();
    await db().room.deleteMany({ where: { id: roomId, deletedAt: { not: null } } });
  },
});

/** Purges one batch, with the room locked as the writer locks it, so that a rewrite of its messages comes before or after. */
const purgeBatch = (roomId: string): Promise<number> =>
  db().$transaction(async (tx) => {
    const [room] = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM room WHERE id = ${roomId}::uuid AND deleted_at IS NOT NULL FOR UPDATE`;
    if (!room) return 0;
    const ids = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM message WHERE room_id = ${roomId}::uuid ORDER BY seq LIMIT ${BATCH}`;
    const messageIds = ids.map(({ id }) => id);
    await detachFiles(tx, messageIds);
    const messages = await tx.$executeRaw`DELETE FROM message WHERE id = ANY(${messageIds}::uuid[])`;
    const changes = await tx.$executeRaw`
      DELETE FROM membership_change WHERE id IN (
        SELECT id FROM membership_change WHERE room_id = ${roomId}::uuid ORDER BY id LIMIT ${BATCH})`;
    return messages + changes;
  }, TRANSACTION);
