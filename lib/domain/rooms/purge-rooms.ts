import { db } from "@/lib/platform/db";

/** Rows deleted by one commit: few enough that writes in between are not delayed. */
const BATCH = 1_000;

/**
 * Deletes the rows of deleted rooms in batches: messages, membership changes, and the room. Nobody can reach them any
 * more. Safe to run twice, and in two processes at once; the next start resumes unfinished work.
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

/**
 * Deletes one batch under the room's lock, as the writer takes it, so that a rewrite of its messages comes before or
 * after.
 */
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
