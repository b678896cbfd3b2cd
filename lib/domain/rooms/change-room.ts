import { v7 as uuid } from "uuid";
import { publishToEverybody } from "@/lib/delivery/publish";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import { kindsSeenFromOutside } from "@/lib/shared/permissions";
import type { RoomEvent, RoomRole } from "@/lib/shared/views";
import type { Membership, Prisma, Room } from "@/prisma/generated/client";
import { noteAdded } from "../activity/activity-of-members";
import {
  deleteMemberships,
  insertMemberships,
  type LeavingMember,
  type NewMember,
} from "./members/membership";
import { publishMyRoom } from "./publish-my-room";
import { addSystemMessages } from "./room-events";
import { readRoomView } from "./room-view";

type RoomChangeRequest = {
  enter?: NewMember[];
  leave?: LeavingMember[];
  roles?: { userId: string; role: RoomRole }[];
  set?: Prisma.RoomUncheckedUpdateInput;
  events?: RoomEvent[];
};

/**
 * Changes a room and its members; nothing else does. Takes one `rev`, and with `events` one `seq` and `rev` for each
 * system message. Bumps the member version if somebody joins, leaves or changes role, so that no hub sends to the
 * wrong people, keeps an owner in the room, and reports the change for the hubs. The room must be locked
 * (roomOperation does that), and nobody in `enter` may be a member already.
 */
export async function changeRoom(ctx: ChangeContext, room: Room, change: RoomChangeRequest): Promise<Room> {
  const { enter = [], leave = [], events = [] } = change;
  const gone = await deleteMemberships(ctx, room, leave);
  const moved = await bumpCounters(ctx, room, change, enter.length - gone.length);
  await insertMemberships(ctx, room, moved, enter);
  const promoted = await changeRoles(ctx, moved, change, gone);
  const lines = await addSystemMessages(ctx, moved, events);
  ctx.changed({
    roomId: room.id,
    prevRev: room.rev,
    rev: moved.rev,
    memberVersion: moved.memberVersion,
    items: lines,
    room: await readRoomView(ctx.db, room.id),
    addedUserIds: enter.map(({ userId }) => userId),
    removedUserIds: gone.map(({ userId }) => userId),
  });
  if (isListed(room) && !isListed(moved))
    ctx.afterCommit(() => publishToEverybody("room_closed", { roomId: room.id }, { isForGuests: false }));
  await noteAdded(ctx, room, enter);
  await bumpAccessVersions(ctx, enter, gone);
  await publishMyRoom(ctx, room.id, promoted);
  return moved;
}

/** True for a room that members of the workspace find in the list of rooms they could join. */
const isListed = ({ kind, archivedAt, deletedAt }: Room) =>
  kindsSeenFromOutside("member").includes(kind) && archivedAt === null && deletedAt === null;

const bumpCounters = (
  { db }: ChangeContext,
  { id, rev }: Room,
  change: RoomChangeRequest,
  people: number,
) => {
  const lines = change.events?.length ?? 0;
  const revs = Math.max(1, lines);
  const isOfMembers = Boolean(change.enter?.length || change.leave?.length || change.roles?.length);
  return db.room.update({
    where: { id },
    data: {
      ...change.set,
      rev: { increment: revs },
      roomRev: rev + revs,
      seq: { increment: lines },
      memberVersion: { increment: isOfMembers ? 1 : 0 },
      memberCount: { increment: people },
    },
  });
};

/** Sets new roles, and appoints an owner if the last one left. @returns whose role changed */
async function changeRoles(
  ctx: ChangeContext,
  room: Room,
  { roles = [] }: RoomChangeRequest,
  gone: Pick<Membership, "role">[],
): Promise<string[]> {
  for (const { userId, role } of roles) {
    await ctx.db.membership.update({
      where: { roomId_userId: { roomId: room.id, userId } },
      data: { role },
    });
  }
  const successors = gone.some(({ role }) => role === "owner") ? await findSuccessor(ctx, room.id) : [];
  const changed = [...roles, ...successors.map((userId) => ({ userId, role: "owner" as const }))];
  await ctx.db.membershipChange.createMany({
    data: changed.map((one) => ({
      id: uuid(),
      roomId: room.id,
      ...one,
      type: "role",
      byId: ctx.me.userId || null,
      seq: room.seq,
    })),
  });
  return changed.map(({ userId }) => userId);
}

/**
 * Appoints an owner while anyone is left: the longest-standing moderator, else member. Closed accounts come last,
 * because they could do nothing for the room. @returns the new owner; empty if there is an owner
 */
async function findSuccessor({ db }: ChangeContext, roomId: string): Promise<string[]> {
  const found = await db.$queryRaw<{ userId: string }[]>`
    UPDATE membership SET role = 'owner'
     WHERE room_id = ${roomId}::uuid AND role <> 'owner' AND user_id = (
       SELECT m.user_id FROM membership m JOIN "user" u ON u.id = m.user_id
        WHERE m.room_id = ${roomId}::uuid
        ORDER BY u.deactivated_at IS NOT NULL, m.role <> 'owner', m.role <> 'moderator', m.joined_seq, m.joined_at,
                 m.user_id LIMIT 1)
    RETURNING user_id AS "userId"`;
  return found.map(({ userId }) => userId);
}

/**
 * Bumps access versions, which open sockets compare each second, so that a member learns of the change even if the
 * bus message is lost. New members' own `rev` moves too, so that their devices find the room by `userRev`.
 */
async function bumpAccessVersions(
  { db }: ChangeContext,
  enter: NewMember[],
  gone: { userId: string }[],
): Promise<void> {
  const entered = enter.map(({ userId }) => userId);
  const userIds = [...entered, ...gone.map(({ userId }) => userId)];
  if (userIds.length === 0) return;
  await db.$executeRaw`
    UPDATE "user" SET access_version = access_version + 1, access_changed_at = now(),
           rev = rev + (id = ANY(${entered}::uuid[]))::int
     WHERE id = ANY(SELECT id FROM "user" WHERE id = ANY(${userIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE)`;
}
