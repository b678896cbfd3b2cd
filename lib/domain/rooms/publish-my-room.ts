import type { WriteContext } from "@/lib/core/operation";
import { publishToMember } from "@/lib/core/publish";
import type { Tx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";
import { selectRooms, toMyRoomView } from "./room-view";

/**
 * Tells people's own devices that their state in a room is another now (role, marks, settings): moves their `rev`, for
 * those who are away, and sends `room` to those who are there. Call it last, within the transaction.
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
 * The same of several rooms of one person. Only the last word says where their `rev` is then: a device that does not hear
 * it knows that it missed something.
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
    const told = { room: toMyRoomView(row), userRev: index === rows.length - 1 ? userRev : userRev - 1 };
    afterCommit(() => publishToMember(userId, row.id, "room", told));
  }
}

/** Moves what tells a person's devices that something of theirs is new. Gives where it is then. */
export async function bumpUserRev(db: Tx, userId: string): Promise<number> {
  const data = { rev: { increment: 1 } };
  return (await db.user.update({ where: { id: userId }, data, select: { rev: true } })).rev;
}

/** Holds what is a person's alone until the transaction ends: of two devices at once, one comes after the other. */
export async function lockUser(db: Tx, userId: string): Promise<void> {
  await db.$queryRaw`SELECT 1 FROM "user" WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
}
