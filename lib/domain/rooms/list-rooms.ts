import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { MyRoomView, Page } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursor, fold, isId, limit, line, text } from "../fields";
import { listedFor } from "./access";
import { type RoomRow, selectRooms, toMyRoomView } from "./room-view";

/** The caller's rooms, or (`scope=browse`) those that the caller could join; `q` looks in names, `externalId` is exact. */
export const listRooms = query({
  key: "room.list",
  summary: "My rooms, or rooms I could join",
  input: z.object({
    scope: z.enum(["mine", "browse"], { error: 'Must be "mine" or "browse".' }).default("mine"),
    q: line({ max: 100 }).optional(),
    externalId: text({ max: 200 }).optional(),
    cursor,
    limit,
  }),
  authorize: ({ me }) => me,

  async execute({ db }, { scope, q, externalId, cursor, limit }, me): Promise<Page<MyRoomView>> {
    const where = Prisma.join(
      [
        scope === "mine"
          ? Prisma.sql`m.user_id IS NOT NULL`
          : Prisma.sql`m.user_id IS NULL AND r.archived_at IS NULL AND ${listedFor(me)}`,
        ...(q ? [Prisma.sql`r.name_key LIKE ${patternOf(q)}`] : []),
        ...(externalId ? [Prisma.sql`r.external_id = ${externalId}`] : []),
        ...(cursor ? [after(scope, cursor)] : []),
      ],
      " AND ",
    );
    const order = scope === "mine" ? Prisma.sql`r.id` : Prisma.sql`r.name_key`;
    const rows = await selectRooms(db, me.userId, where, Prisma.sql`ORDER BY ${order} LIMIT ${limit + 1}`);
    return { items: rows.slice(0, limit).map(toMyRoomView), nextCursor: nextOf(scope, rows, limit) };
  },
});

const patternOf = (q: string) => `%${fold(q).replace(/[\\%_]/g, "\\$&")}%`;

const after = (scope: "mine" | "browse", cursor: string) =>
  scope === "browse"
    ? Prisma.sql`r.name_key > ${cursor}`
    : Prisma.sql`r.id > ${isId(cursor) ? cursor : "00000000-0000-0000-0000-000000000000"}::uuid`;

function nextOf(scope: "mine" | "browse", rows: RoomRow[], limit: number): string | null {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return last ? (scope === "mine" ? last.id : last.nameKey) : null;
}
