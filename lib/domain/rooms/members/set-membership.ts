import { conflict } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import type { Db } from "@/lib/platform/database/db";
import { may } from "@/lib/shared/permissions";
import type { RoomRole } from "@/lib/shared/views";
import type { Membership, User } from "@/prisma/generated/client";
import { type MyRoom, requireMay } from "../access";
import { changeRoom } from "../change-room";
import { addedMember } from "../create-room";
import { peopleEvent } from "../room-events";

/** Finds a person's membership in a room; null for a non-member. */
export const findMembership = (db: Db, roomId: string, userId: string): Promise<Membership | null> =>
  db.membership.findUnique({ where: { roomId_userId: { roomId, userId } } });

/**
 * Finds the room if the caller may change a person's role in it from one to another, by adding them, by setting a
 * role, or both. If nothing changes, either right suffices.
 */
export async function requireCanSetRole(
  { db, me }: Context,
  roomId: string,
  from: RoomRole | null,
  to: RoomRole | undefined,
): Promise<MyRoom> {
  const room = await requireMay(db, me, "see", roomId);
  const asker = { roomRole: room.role, workspaceRole: me.role };
  const isNewRole = to !== undefined && to !== (from ?? "member");
  const isOfRoles = from !== null && to !== undefined && (isNewRole || may("change roles", room, asker));
  if (!isOfRoles) await requireMay(db, me, "add", roomId);
  return isOfRoles || isNewRole ? requireMay(db, me, "change roles", roomId) : room;
}

/** Adds a person to a room, or changes their role; does nothing if the role is the same. */
export async function setMembership(
  ctx: ChangeContext,
  room: MyRoom,
  { id, displayName }: User,
  { from, to }: { from: RoomRole | null; to: RoomRole },
): Promise<void> {
  if (from === to) return;
  if (from === "owner") await requireAnotherOwner(ctx, room.id, id);
  await changeRoom(
    ctx,
    room,
    from
      ? { roles: [{ userId: id, role: to }], events: [peopleEvent("role", [displayName], to)] }
      : { enter: [{ ...addedMember(ctx.me, id), role: to }], events: [peopleEvent("added", [displayName])] },
  );
}

/** Requires another active owner: one whose account was closed could not manage the room. */
async function requireAnotherOwner({ db }: ChangeContext, roomId: string, userId: string): Promise<void> {
  const others = await db.membership.count({
    where: { roomId, userId: { not: userId }, role: "owner", user: { deactivatedAt: null } },
  });
  if (others === 0) throw conflict("A room needs an owner. Make someone else an owner first.", "last_owner");
}
