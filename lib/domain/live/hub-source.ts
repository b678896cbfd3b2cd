import type { HubSource, Listener } from "@/lib/core/hub-source";
import { type RoomChange, toTold } from "@/lib/core/room-change";
import { db } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";
import { toMessageView, toWire } from "../messages/message-view";
import { selectMessages } from "../messages/read-message";
import { readRoomView, selectRooms, toMyRoomView } from "../rooms/room-view";

/** How far back access changes are compared, in seconds: more than any commit takes. */
const ACCESS_WINDOW = 15;

/** What the hub needs to know of the rows. */
export const hubSource: HubSource = {
  async readAudience(roomId, userIds) {
    const [room] = await db().$queryRaw<{ memberVersion: number; rev: number; listeners: Listener[] }[]>`
      SELECT r.member_version AS "memberVersion", r.rev, coalesce((
               SELECT jsonb_agg(jsonb_build_object('userId', m.user_id, 'firstVisibleSeq', m.first_visible_seq))
                 FROM membership m JOIN "user" u ON u.id = m.user_id
                WHERE m.room_id = r.id AND m.user_id = ANY(${userIds}::uuid[]) AND u.deactivated_at IS NULL
             ), '[]') AS listeners
        FROM room r WHERE r.id = ${roomId}::uuid`;
    return room ?? null;
  },

  readRooms: (userId) => db().$queryRaw`
    SELECT r.id, r.seq, r.rev, r.member_version AS "memberVersion",
           m.first_visible_seq AS "firstVisibleSeq"
      FROM membership m JOIN room r ON r.id = m.room_id JOIN "user" u ON u.id = m.user_id
     WHERE m.user_id = ${userId}::uuid AND u.deactivated_at IS NULL`,

  readChanges: async (roomId, rev) => {
    const change = await readChange(roomId, rev);
    return change && toTold(change);
  },

  async readRoom(userId, roomId) {
    const [row] = await selectRooms(
      db(),
      userId,
      Prisma.sql`r.id = ${roomId}::uuid AND m.user_id IS NOT NULL`,
    );
    return row ? toMyRoomView(row) : null;
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
    const rooms = await db().room.findMany({
      where: { id: { in: roomIds } },
      select: { id: true, rev: true },
    });
    const people = await db().user.findMany({
      where: { id: { in: userIds } },
      select: { id: true, rev: true },
    });
    const revs = (rows: { id: string; rev: number }[]) => new Map(rows.map(({ id, rev }) => [id, rev]));
    return { rooms: revs(rooms), people: revs(people) };
  },

  readAccessChanges: () => db().$queryRaw`
    SELECT id AS "userId", access_version AS "accessVersion" FROM "user"
     WHERE access_changed_at > now() - make_interval(secs => ${ACCESS_WINDOW})`,
};

/** Everything that changed in a room after `rev`, as if it had been one commit. */
async function readChange(roomId: string, rev: number): Promise<RoomChange | null> {
  const room = await db().room.findUnique({ where: { id: roomId } });
  if (!room) return null;
  const rows = await selectMessages(
    db(),
    Prisma.sql`x.room_id = ${roomId}::uuid AND x.rev > ${rev} AND x.rev <= ${room.rev}`,
    Prisma.sql`ORDER BY x.rev`,
  );
  return {
    roomId,
    prevRev: rev,
    rev: room.rev,
    memberVersion: room.memberVersion,
    items: rows.map((row) => toWire(toMessageView(row))),
    ...(room.roomRev > rev && { room: await readRoomView(db(), roomId) }),
    gained: [],
    lost: [],
  };
}
