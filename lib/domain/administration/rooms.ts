import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import type { AdminRoomView, Page, RoomOfPersonView } from "@/lib/shared/views";
import { type Membership, Prisma, type Room, type User } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, limit, line, reference } from "../fields";
import { requireAccount } from "../people/access";
import { toPersonView } from "../people/user-view";
import { requireVisibleRoom } from "../rooms/access";
import { ORDERS, patternOf } from "../rooms/list-rooms";
import { toRoomView } from "../rooms/room-view";

/** Kinds of rooms that administrators manage. They have no rights in groups and direct conversations. */
const KINDS = ["open", "password", "closed"] as const;
const managed = Prisma.sql`r.kind IN ('open', 'password', 'closed') AND r.deleted_at IS NULL`;

const isTrue = z.preprocess(
  (value) => (value === "true" ? true : value === "false" ? false : value),
  z.boolean({ error: "Must be true or false." }),
);

/**
 * Lists every room except conversations (`group`, `direct`), by `sort`: name, recent activity, or size. `q` searches
 * names. A room that moves in the order between two pages may come twice or not at all.
 */
export const listAllRooms = query({
  key: "room.list-all",
  summary: "List rooms with administrator details",
  needs: "admin",
  input: z.object({
    q: line({ max: LIMITS.queryLength }).optional(),
    kind: z.enum(KINDS, { error: "Must be open, password or closed." }).optional(),
    archived: isTrue.optional(),
    sort: z
      .enum(["name", "activity", "members"], { error: 'Must be "name", "activity" or "members".' })
      .default("name"),
    cursor,
    limit,
  }),
  authorize: () => {},

  async execute({ db }, { q, kind, archived, sort, cursor, limit }): Promise<Page<AdminRoomView>> {
    const order = ORDERS[sort];
    const where = Prisma.join(
      [
        managed,
        ...(q ? [Prisma.sql`r.name_key LIKE ${patternOf(q)}`] : []),
        ...(kind ? [Prisma.sql`r.kind::text = ${kind}`] : []),
        ...(archived === undefined ? [] : [Prisma.sql`(r.archived_at IS NOT NULL) = ${archived}`]),
        ...(cursor ? [order.after(cursor)] : []),
      ],
      " AND ",
    );
    const found = await db.$queryRaw<{ id: string }[]>`
      SELECT r.id FROM room r WHERE ${where} ORDER BY ${order.by} LIMIT ${limit + 1}`;
    const rooms = await readAdminRooms(
      db,
      found.slice(0, limit).map(({ id }) => id),
    );
    const last = found.length > limit ? rooms.at(-1) : undefined;
    return {
      items: rooms.map(toAdminRoomView),
      nextCursor: last ? encodeCursor(order.cursorOf(last)) : null,
    };
  },
});

/**
 * Reads a room's administrative view by id or name. Error: `not_found`, also for a group or a direct conversation.
 */
export const readRoomAsAdministrator = query({
  key: "room.read-as-administrator",
  summary: "Get a room with administrator details",
  needs: "admin",
  input: z.object({ room: reference }),

  async authorize({ db, me }, { room }) {
    const { id, kind } = await requireVisibleRoom(db, me, room);
    const [found] = isConversation(kind) ? [] : await readAdminRooms(db, [id]);
    if (!found) throw notFound("Room not found.");
    return found;
  },

  execute: async (_ctx, _input, room): Promise<AdminRoomView> => toAdminRoomView(room),
});

const byName = z.tuple([cursorValue.name, cursorValue.id]);

/** Lists the rooms of a person by name, without conversations. Error: `not_found`. */
export const listRoomsOfPerson = query({
  key: "person.rooms",
  summary: "List a person's rooms",
  needs: "admin",
  input: z.object({ user: reference, cursor, limit }),
  authorize: ({ db, me }, { user }) => requireAccount(db, me, user),

  async execute({ db }, { cursor, limit }, { id }): Promise<Page<RoomOfPersonView>> {
    const [name, roomId] = decodeCursor(byName, cursor) ?? [];
    const after = roomId ? Prisma.sql`(r.name_key, r.id) > (${name}, ${roomId}::uuid)` : Prisma.sql`true`;
    const found = await db.$queryRaw<{ id: string; nameKey: string }[]>`
      SELECT r.id, r.name_key AS "nameKey" FROM membership m JOIN room r ON r.id = m.room_id
       WHERE m.user_id = ${id}::uuid AND ${managed} AND ${after} ORDER BY r.name_key, r.id LIMIT ${limit + 1}`;
    const places = await db.membership.findMany({
      where: { userId: id, roomId: { in: found.slice(0, limit).map((room) => room.id) } },
      include: { room: true, addedBy: true },
      orderBy: [{ room: { nameKey: "asc" } }, { roomId: "asc" }],
    });
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      items: places.map(toRoomOfPersonView),
      nextCursor: last ? encodeCursor([last.nameKey, last.id]) : null,
    };
  },
});

type AdminRoom = Room & { memberships: { user: User }[] };

/** Number of owners in a room's view. */
const MAX_OWNERS = 5;

/** Reads these rooms with their first owners, in the order of the ids. */
async function readAdminRooms(db: Db, ids: string[]): Promise<AdminRoom[]> {
  const rooms = await db.room.findMany({
    where: { id: { in: ids } },
    include: {
      memberships: {
        where: { role: "owner" },
        include: { user: true },
        orderBy: [{ joinedAt: "asc" }, { userId: "asc" }],
        take: MAX_OWNERS,
      },
    },
  });
  const byId = new Map(rooms.map((room) => [room.id, room]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const toAdminRoomView = ({ memberships, ...room }: AdminRoom): AdminRoomView => ({
  ...toRoomView(room, null),
  owners: memberships.map(({ user }) => toPersonView(user)),
  // Messages are numbered without holes, so nothing has to be counted.
  readableMessages: room.history === "hidden" ? 0 : Math.max(0, room.seq - room.historyFromSeq + 1),
});

const toRoomOfPersonView = ({
  room,
  addedBy,
  ...place
}: Membership & { room: Room; addedBy: User | null }): RoomOfPersonView => ({
  room: toRoomView(room, null),
  role: place.role,
  joinedAt: place.joinedAt.toISOString(),
  entry: place.entry,
  addedBy: addedBy && toPersonView(addedBy),
});
