import type { ChangeContext } from "@/lib/core/operation";
import { changeRoom } from "../rooms/change-room";

/** The name of everyone whose account was deleted. */
export const DELETED_NAME = "Deleted account";

/**
 * Ends a deleted person's memberships in those of these rooms in which they still are; each keeps an owner, and each is
 * told to its hubs. A direct conversation keeps its two sides, so that the other still knows with what they talked: it
 * is told the new name. The rooms must be locked.
 */
export async function leaveRooms(ctx: ChangeContext, userId: string, roomIds: string[]): Promise<void> {
  const memberships = await ctx.db.membership.findMany({
    where: { userId, roomId: { in: roomIds } },
    include: { room: true },
    orderBy: { roomId: "asc" },
  });
  for (const { room } of memberships) {
    await changeRoom(ctx, room, room.kind === "direct" ? {} : { leave: [{ userId, how: "removed" }] });
  }
}
