import { type Caller, SCOPES } from "@/lib/core/caller";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import type { Db } from "@/lib/platform/database/db";
import type { User, WorkspaceRole } from "@/prisma/generated/client";
import { changeRoom } from "../change-room";
import { peopleEvent } from "../room-events";
import type { NewMember } from "./membership";

/** Rooms that a new person joins: those of the invitation, and the workspace's default rooms. */
export type FirstRooms = { invitedIds: readonly string[]; defaultIds: readonly string[] };

/** Finds the rooms that a new person joins. Guests join only those of their invitation. */
export async function findFirstRooms(
  db: Db,
  role: WorkspaceRole,
  invitedIds: readonly string[] = [],
): Promise<FirstRooms> {
  const found =
    role === "guest" ? [] : await db.room.findMany({ where: { isDefault: true }, select: { id: true } });
  return { invitedIds, defaultIds: found.map(({ id }) => id) };
}

/** Returns the ids of first rooms, to lock them. */
export const roomIdsOf = ({ invitedIds, defaultIds }: FirstRooms): string[] => [
  ...new Set([...invitedIds, ...defaultIds]),
];

/** Describes a new person as the caller who joins rooms: they had no session when the request came. */
export const asCaller = (
  { id: userId, username, displayName, role, isBot, rev: userRev }: User,
  sessionId: string,
): Caller => ({ userId, sessionId, username, displayName, role, isBot, userRev, scopes: [...SCOPES] });

/**
 * Adds a new person to their first rooms, which must be locked. Rooms that were deleted or archived since, or are no
 * default rooms any more, are skipped.
 *
 * @param ctx its `me` is the sender of the system messages: the person themselves, or the administrator who adds them
 */
export async function joinFirstRooms(
  ctx: ChangeContext,
  user: Pick<User, "id" | "displayName">,
  { invitedIds, defaultIds }: FirstRooms,
  { entry, addedById = null }: Pick<NewMember, "entry" | "addedById">,
): Promise<void> {
  const rooms = await ctx.db.room.findMany({
    where: {
      archivedAt: null,
      deletedAt: null,
      OR: [{ id: { in: [...invitedIds] } }, { id: { in: [...defaultIds] }, isDefault: true }],
    },
    orderBy: { id: "asc" },
  });
  for (const room of rooms) {
    await changeRoom(ctx, room, {
      enter: [{ userId: user.id, role: "member", entry, addedById }],
      events: [peopleEvent(entry === "added" ? "added" : "joined", [user.displayName])],
    });
  }
}
