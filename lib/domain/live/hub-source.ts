import type { HubSource, RoomHead, RoomReader } from "@/lib/delivery/hub-source";
import { type RoomChange, toRoomUpdate } from "@/lib/delivery/room-change";
import { batched } from "@/lib/platform/concurrency/batched";
import { db, type Tx } from "@/lib/platform/database/db";
import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import { toWire } from "@/lib/shared/messages/message-codec";
import { Prisma } from "@/prisma/generated/client";
import { toMessageView } from "../messages/message-view";
import { readChanged } from "../messages/read-message";
import { toStatusView } from "../people/user-view";
import { releaseHeld } from "../push/deliveries";
import { wakePushSender } from "../push/push-sender";
import { readRoomView, selectRooms, toMyRoomView } from "../rooms/room-view";

/** Age up to which access changes are compared, in seconds: more than any commit takes. */
const ACCESS_WINDOW = 15;

/** The hub's access to the rows. */
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
    // Read the rev first: newer changes of the room come once more, and nothing is marked as known that is not.
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

  async onTurnedAway(userIds) {
    if ((await releaseHeld(userIds)) > 0) wakePushSender();
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
 * Reads all changes of a room after `rev` as one: the room and its messages at one moment. A snapshot, so that no
 * message that changed during the read is missing, and a removed member gets no later change.
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
