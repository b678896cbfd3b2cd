import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { MyRoomView, Page } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { encodeCursor } from "../cursor";
import { cursor, limit, reference } from "../fields";
import { ORDERS } from "../rooms/list-rooms";
import { selectRooms, toMyRoomView } from "../rooms/room-view";
import { requirePerson } from "./access";

/**
 * Lists the rooms with a name in which both the caller and another person are members, by name. Archived rooms are left
 * out. Error: `not_found`, also for people whom a guest may not see.
 */
export const listSharedRooms = query({
  key: "user.rooms",
  summary: "List rooms in common with a person",
  input: z.object({ user: reference, cursor, limit }),
  authorize: ({ db, me }, { user }) => requirePerson(db, me, user),

  async execute({ db, me }, { cursor, limit }, user): Promise<Page<MyRoomView>> {
    const order = ORDERS.name;
    const isShared = Prisma.sql`m.user_id IS NOT NULL AND r.name_key IS NOT NULL
      AND r.archived_at IS NULL AND r.deleted_at IS NULL
      AND EXISTS (SELECT 1 FROM membership theirs WHERE theirs.room_id = r.id AND theirs.user_id = ${user.id}::uuid)`;
    const where = cursor ? Prisma.sql`${isShared} AND ${order.after(cursor)}` : isShared;
    const rows = await selectRooms(db, me.userId, where, Prisma.sql`ORDER BY ${order.by} LIMIT ${limit + 1}`);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(toMyRoomView),
      nextCursor: last ? encodeCursor(order.cursorOf(last)) : null,
    };
  },
});
