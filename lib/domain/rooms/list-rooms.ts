import { z } from "zod";
import { query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { MyRoomView, Page } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, limit, line, roomKey, text } from "../fields";
import { escapeLike } from "../like";
import { listedFor } from "./access";
import { type RoomRow, selectRooms, toMyRoomView } from "./room-view";

const input = z.object({
  scope: z.enum(["mine", "browse"], { error: 'Must be "mine" or "browse".' }).default("mine"),
  sort: z
    .enum(["name", "activity", "members"], { error: 'Must be "name", "activity" or "members".' })
    .default("name"),
  q: line({ max: LIMITS.queryLength }).optional(),
  externalId: text({ max: 200 }).optional(),
  cursor,
  limit,
});

/**
 * Lists the caller's rooms by id, or (`scope=browse`) rooms that the caller could join, by `sort`: name, recent
 * activity, or size. `q` searches names, `externalId` is exact. A room that moves in the order between two pages may
 * come twice or not at all.
 */
export const listRooms = query({
  key: "room.list",
  summary: "List my rooms, or rooms I can join",
  input,
  authorize: ({ me }) => me,

  async execute({ db }, { scope, sort, q, externalId, cursor, limit }, me): Promise<Page<MyRoomView>> {
    const order = scope === "mine" ? BY_ID : ORDERS[sort];
    const where = Prisma.join(
      [
        scope === "mine"
          ? Prisma.sql`m.user_id IS NOT NULL`
          : Prisma.sql`m.user_id IS NULL AND r.archived_at IS NULL AND r.deleted_at IS NULL AND ${listedFor(me)}`,
        ...(q ? [Prisma.sql`r.name_key LIKE ${patternOf(q)}`] : []),
        ...(externalId ? [Prisma.sql`r.external_id = ${externalId}`] : []),
        ...(cursor ? [order.after(cursor)] : []),
      ],
      " AND ",
    );
    const tail = Prisma.sql`ORDER BY ${order.by} LIMIT ${limit + 1}`;
    const rows = await selectRooms(db, me.userId, where, tail);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(toMyRoomView),
      nextCursor: last ? encodeCursor(order.cursorOf(last)) : null,
    };
  },
});

/** Builds a LIKE pattern of a search text. */
export const patternOf = (q: string) => `%${escapeLike(roomKey(q))}%`;

/** An order of rooms: its terms, a room's cursor, and the condition for rooms after a cursor. */
type RoomOrder = {
  by: Prisma.Sql;
  cursorOf(row: Pick<RoomRow, "id" | "nameKey" | "activeAt" | "memberCount">): (string | number)[];
  after(cursor: string): Prisma.Sql;
};

const BY_ID: RoomOrder = {
  by: Prisma.sql`r.id`,
  cursorOf: ({ id }) => [id],
  after(cursor) {
    const [id] = decodeCursor(z.tuple([cursorValue.id]), cursor) ?? [];
    return Prisma.sql`r.id > ${id}::uuid`;
  },
};

/** Rounded to milliseconds, the precision of JavaScript's times: a cursor in between would skip rooms. */
const ACTIVE_AT = Prisma.sql`date_trunc('milliseconds', r.active_at)`;

/** Orders of room lists, over `r`, the room. */
export const ORDERS: Record<z.output<typeof input>["sort"], RoomOrder> = {
  name: {
    by: Prisma.sql`r.name_key, r.id`,
    cursorOf: ({ id, nameKey }) => ["name", nameKey ?? "", id],
    after(cursor) {
      const [, name, id] =
        decodeCursor(z.tuple([z.literal("name"), cursorValue.name, cursorValue.id]), cursor) ?? [];
      return Prisma.sql`(r.name_key, r.id) > (${name}, ${id}::uuid)`;
    },
  },
  activity: {
    by: Prisma.sql`${ACTIVE_AT} DESC, r.id DESC`,
    cursorOf: ({ id, activeAt }) => ["activity", activeAt.toISOString(), id],
    after(cursor) {
      const position = z.tuple([z.literal("activity"), cursorValue.time, cursorValue.id]);
      const [, at, id] = decodeCursor(position, cursor) ?? [];
      return Prisma.sql`(${ACTIVE_AT}, r.id) < (${at}::timestamptz, ${id}::uuid)`;
    },
  },
  members: {
    by: Prisma.sql`r.member_count DESC, r.id DESC`,
    cursorOf: ({ id, memberCount }) => ["members", memberCount, id],
    after(cursor) {
      const position = z.tuple([z.literal("members"), cursorValue.number, cursorValue.id]);
      const [, count, id] = decodeCursor(position, cursor) ?? [];
      return Prisma.sql`(r.member_count, r.id) < (${count}::int, ${id}::uuid)`;
    },
  },
};
