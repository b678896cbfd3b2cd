import type { HubSource, RoomHead, RoomReader } from "@/lib/core/hub-source";
import { type RoomChange, toRoomUpdate } from "@/lib/core/room-change";
import { batched } from "@/lib/platform/batched";
import { db, type Tx } from "@/lib/platform/db";
import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import { Prisma } from "@/prisma/generated/client";
import { toMessageView, toWire } from "../messages/message-view";
import { readChanged } from "../messages/read-message";
import { toStatusView } from "../people/user-view";
import { readRoomView, selectRooms, toMyRoomView } from "../rooms/room-view";

/** How far back access changes are compared, in seconds: more than any commit takes. */
const ACCESS_WINDOW = 15;

/** What the hub needs to know of the rows. */
export const hubSource: HubSource = {
  async readAudience(roomId, userIds) {
    const [room] = await db().$queryRaw<{ memberVersion: number; rev: number; listeners: RoomReader[] }[]>`
      SELECT r.member_version AS "memberVersion", r.rev, coalesce((
               SELECT jsonb_agg(jsonb_build_object('userId', m.user_id, 'firstVisibleSeq', m.first_visible_seq))
                 FROM membership m JOIN "user" u ON u.id = m.user_id
                WHERE m.room_id = r.id AND m.user_id = ANY(${userIds}::uuid[]) AND u.deactivated_at IS NULL
             ), '[]') AS listeners
        FROM room r WHERE r.id = ${roomId}::uuid`;
    return room ?? null;
  },

  readRooms: (userId) => roomsOf()(userId),

  readChanges: async (roomId, rev) => {
    const change = await readChange(roomId, rev);
    return change && toRoomUpdate(change);
  },

  async readRoom(userId, roomId) {
    // The rev first: what is newer in the room than it says comes once more, and nothing is taken for known that is not.
    const user = await db().user.findUnique({ where: { id: userId }, select: { rev: true } });
    const [row] = await selectRooms(
      db(),
      userId,
      Prisma.sql`r.id = ${roomId}::uuid AND m.user_id IS NOT NULL`,
    );
    return row && user ? { room: toMyRoomView(row), userRev: user.rev } : null;
  },

  async readLiveSessions(sessionIds) {
    const live = await db().session.findMany({
      where: {
        id: { in: sessionIds },
        endedAt: null,
        expiresAt: { gt: new Date() },
        scopes: { has: "read" },
        user: { deactivatedAt: null },
      },
      select: { id: true },
    });
    return new Set(live.map(({ id }) => id));
  },

  async readHeads(roomIds, userIds) {
    type Head = { id: string; rev: number };
    const [rooms, people] = await Promise.all([
      db().$queryRaw<Head[]>`SELECT id, rev FROM room WHERE id = ANY(${roomIds}::uuid[])`,
      db().$queryRaw<Head[]>`SELECT id, rev FROM "user" WHERE id = ANY(${userIds}::uuid[])`,
    ]);
    const revs = (rows: Head[]) => new Map(rows.map(({ id, rev }) => [id, rev]));
    return { rooms: revs(rooms), people: revs(people) };
  },

  async recordLastSeen(userIds) {
    await db().$executeRaw`
      UPDATE "user" SET last_seen_at = now()
       WHERE id = ANY(SELECT id FROM "user" WHERE id = ANY(${userIds}::uuid[]) AND deleted_at IS NULL
                         ORDER BY id FOR UPDATE SKIP LOCKED)`;
  },

  async readStatuses(userIds) {
    const users = await db().user.findMany({
      where: { id: { in: userIds } },
      include: {
        memberships: {
          where: { room: { memberCount: { lte: LIMITS.presenceRoomMembers } } },
          select: { roomId: true },
        },
      },
    });
    return users.map(({ memberships, ...user }) => ({
      userId: user.id,
      status: toStatusView(user),
      roomIds: memberships.map(({ roomId }) => roomId),
    }));
  },

  readAccessChanges: () => db().$queryRaw`
    SELECT id AS "userId", access_version AS "accessVersion" FROM "user"
     WHERE access_changed_at > now() - make_interval(secs => ${ACCESS_WINDOW})`,
};

type MemberRoom = { id: string; seq: number } & RoomHead;

const roomsOf = () => remember("rooms heard", () => batched(readRoomsByUser));

async function readRoomsByUser(userIds: readonly string[]): Promise<MemberRoom[][]> {
  const rows = await db().$queryRaw<(MemberRoom & { userId: string })[]>`
    SELECT m.user_id AS "userId", r.id, r.seq, r.rev, r.member_version AS "memberVersion",
           m.first_visible_seq AS "firstVisibleSeq"
      FROM membership m JOIN room r ON r.id = m.room_id JOIN "user" u ON u.id = m.user_id
     WHERE m.user_id = ANY(${userIds}::uuid[]) AND u.deactivated_at IS NULL`;
  const byPerson = new Map<string, MemberRoom[]>(userIds.map((userId) => [userId, []]));
  for (const { userId, ...room } of rows) byPerson.get(userId)?.push(room);
  return userIds.map((userId) => byPerson.get(userId) ?? []);
}

/**
 * Everything that changed in a room after `rev`, as if it had been one commit: the room and its messages as they were at
 * one moment. A message that was changed while they were read must not be missing, and nobody hears of a change who was
 * taken out before it.
 */
const readChange = (roomId: string, rev: number): Promise<RoomChange | null> =>
  db().$transaction((tx) => readChangeWithin(tx, roomId, rev), { isolationLevel: "RepeatableRead" });

async function readChangeWithin(tx: Tx, roomId: string, rev: number): Promise<RoomChange | null> {
  const room = await tx.room.findUnique({ where: { id: roomId } });
  if (!room) return null;
  const rows = await readChanged(tx, roomId, { since: rev });
  return {
    roomId,
    prevRev: rev,
    rev: room.rev,
    memberVersion: room.memberVersion,
    items: rows.map((row) => toWire(toMessageView(row))),
    ...(room.roomRev > rev && { room: await readRoomView(tx, roomId) }),
    addedUserIds: [],
    removedUserIds: [],
  };
}
