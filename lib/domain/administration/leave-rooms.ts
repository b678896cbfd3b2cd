import type { ChangeContext } from "@/lib/delivery/room-operation";
import { deleteNotes, isOfNotes } from "../notes/delete-notes";
import { changeRoom } from "../rooms/change-room";

/** Display name of every deleted account. */
export const DELETED_NAME = "Deleted account";

/**
 * Ends a deleted person's memberships; each room keeps an owner, and its hubs get the change. A direct conversation
 * keeps both members, so that the other one still sees whom they talked to, under the new name; notes from the workspace
 * are deleted. The person's row must
 * be locked, so that nobody adds them to another room, and so must the rooms known before.
 */
export async function leaveRooms(ctx: ChangeContext, userId: string, lockedIds: string[]): Promise<void> {
  await lockOthers(ctx, userId, lockedIds);
  const memberships = await ctx.db.membership.findMany({
    where: { userId },
    include: { room: true },
    orderBy: { roomId: "asc" },
  });
  for (const { room } of memberships) {
    if (isOfNotes(room)) await deleteNotes(ctx, room);
    else await changeRoom(ctx, room, room.kind === "direct" ? {} : { leave: [{ userId, how: "removed" }] });
  }
}

/**
 * Locks rooms that the person entered since the list of rooms was read. Two deletions that deadlock here are retried.
 */
const lockOthers = ({ db }: ChangeContext, userId: string, lockedIds: string[]) => db.$queryRaw`
  SELECT 1 FROM room
   WHERE id IN (SELECT room_id FROM membership WHERE user_id = ${userId}::uuid) AND NOT id = ANY(${lockedIds}::uuid[])
   ORDER BY id FOR UPDATE`;
