import type { ChangeContext } from "@/lib/core/operation";
import { changeRoom } from "../rooms/change-room";

/** The name of everyone whose account was deleted. */
export const DELETED_NAME = "Deleted account";

/**
 * Ends a deleted person's memberships; each room keeps an owner, and each is told to its hubs. A direct conversation keeps
 * its two sides, so that the other still knows with what they talked: it is told the new name. The person's row must be
 * locked, so that nobody puts them into another room, and their rooms, as far as they were known before.
 */
export async function leaveRooms(ctx: ChangeContext, userId: string, lockedIds: string[]): Promise<void> {
  await lockOthers(ctx, userId, lockedIds);
  const memberships = await ctx.db.membership.findMany({
    where: { userId },
    include: { room: true },
    orderBy: { roomId: "asc" },
  });
  for (const { room } of memberships) {
    await changeRoom(ctx, room, room.kind === "direct" ? {} : { leave: [{ userId, how: "removed" }] });
  }
}

/** The rooms that they entered since it was looked which ones to lock. Two who lock crosswise by it try again. */
const lockOthers = ({ db }: ChangeContext, userId: string, lockedIds: string[]) => db.$queryRaw`
  SELECT 1 FROM room
   WHERE id IN (SELECT room_id FROM membership WHERE user_id = ${userId}::uuid) AND NOT id = ANY(${lockedIds}::uuid[])
   ORDER BY id FOR UPDATE`;
