import type { WriteContext } from "@/lib/core/operation";
import { publishToMember } from "@/lib/core/publish";
import { Prisma } from "@/prisma/generated/client";
import { selectRooms, toMyRoomView } from "./room-view";

/**
 * Tells people's own devices that their state in a room is another now (role, marks, settings): moves their `rev`, for
 * those who are away, and sends `room` to those who are there. Call it last, within the transaction.
 */
export async function tellOwnState(
  { db, afterCommit }: Pick<WriteContext<unknown>, "db" | "afterCommit">,
  roomId: string,
  userIds: string[],
): Promise<void> {
  for (const userId of [...userIds].sort()) {
    await db.user.update({ where: { id: userId }, data: { rev: { increment: 1 } } });
    const [row] = await selectRooms(db, userId, Prisma.sql`r.id = ${roomId}::uuid AND m.user_id IS NOT NULL`);
    if (row) afterCommit(() => publishToMember(userId, roomId, "room", { room: toMyRoomView(row) }));
  }
}
