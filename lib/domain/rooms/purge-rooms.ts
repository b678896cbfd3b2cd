import { db } from "@/lib/platform/db";

/** How many rows go with one commit: few enough that others' writes in between do not notice. */
const BATCH = 1_000;

/**
 * Clears away the rows of deleted rooms, in batches: messages, what happened to its members, and the room itself. Nobody
 * can reach them any more. Safe to run twice, and in two processes at once; what is left undone goes on at the next start.
 */
export async function purgeRooms(): Promise<void> {
  const rooms = await db().room.findMany({
    where: { deletedAt: { not: null } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  for (const { id } of rooms) await purgeRoom(id);
}

async function purgeRoom(roomId: string): Promise<void> {
  for (let purged = BATCH; purged > 0; ) purged = await purgeBatch(roomId);
  await db().room.deleteMany({ where: { id: roomId, deletedAt: { not: null } } });
}

/** One batch, with the room locked as the writer locks it: whoever rewrites its messages comes before or after. */
const purgeBatch = (roomId: string): Promise<number> =>
  db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM room WHERE id = ${roomId}::uuid FOR UPDATE`;
    const messages = await tx.$executeRaw`
      DELETE FROM message WHERE id IN (
        SELECT id FROM message WHERE room_id = ${roomId}::uuid ORDER BY seq LIMIT ${BATCH})`;
    const changes = await tx.$executeRaw`
      DELETE FROM membership_change WHERE id IN (
        SELECT id FROM membership_change WHERE room_id = ${roomId}::uuid ORDER BY id LIMIT ${BATCH})`;
    return messages + changes;
  });
