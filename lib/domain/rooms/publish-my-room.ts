import type { WriteContext } from "@/lib/core/operation";
import { publishToMember } from "@/lib/delivery/publish";
import type { Tx } from "@/lib/platform/database/db";
import { Prisma } from "@/prisma/generated/client";
import { selectRooms, toMyRoomView } from "./room-view";

/**
 * Publishes a member's own state in a room (role, marks, settings) to their devices: bumps their `rev`, for devices
 * that are away, and sends `room` to the others. Call it last in the transaction.
 */
export async function publishMyRoom(
  { db, afterCommit }: Pick<WriteContext<unknown>, "db" | "afterCommit">,
  roomId: string,
  userIds: string[],
): Promise<void> {
  for (const userId of [...userIds].sort()) {
    const userRev = await bumpUserRev(db, userId);
    const [row] = await selectRooms(db, userId, Prisma.sql`r.id = ${roomId}::uuid AND m.user_id IS NOT NULL`);
    if (row) afterCommit(() => publishToMember(userId, roomId, "room", { room: toMyRoomView(row), userRev }));
  }
}

/**
 * Does the same for several rooms of one person. Only the last frame carries the new `userRev`, so that a device that
 * misses a frame notices.
 */
export async function publishMyRooms(
  { db, afterCommit }: Pick<WriteContext<unknown>, "db" | "afterCommit">,
  userId: string,
  roomIds: string[],
): Promise<void> {
  if (roomIds.length === 0) return;
  const userRev = await bumpUserRev(db, userId);
  const where = Prisma.sql`r.id = ANY(${roomIds}::uuid[]) AND m.user_id IS NOT NULL`;
  const rows = await selectRooms(db, userId, where);
  for (const [index, row] of rows.entries()) {
    const fields = { room: toMyRoomView(row), userRev: index === rows.length - 1 ? userRev : userRev - 1 };
    afterCommit(() => publishToMember(userId, row.id, "room", fields));
  }
}

/** Bumps a person's `rev`, by which their devices find changes. @returns the new value */
export async function bumpUserRev(db: Tx, userId: string): Promise<number> {
  const data = { rev: { increment: 1 } };
  return (await db.user.update({ where: { id: userId }, data, select: { rev: true } })).rev;
}

/** Locks a person's private state until the transaction ends, so that two devices follow each other. */
export async function lockUser(db: Tx, userId: string): Promise<void> {
  await db.$queryRaw`SELECT 1 FROM "user" WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
}
