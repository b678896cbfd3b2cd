import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import type { MembershipChangeView, Page } from "@/lib/shared/views";
import type { MembershipChange, User } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../../cursor";
import { cursor, limit, reference } from "../../fields";
import { toPersonView } from "../../people/user-view";
import { requireMay } from "../access";

/**
 * Lists joins, departures and role changes in a room with their actors, newest first, for those who manage the room.
 * Errors: `not_found`; `forbidden` for others who are in it or may know of it.
 */
export const listMembershipChanges = query({
  key: "room.membership-changes",
  summary: "List a room's membership changes",
  input: z.object({ room: reference, cursor, limit }),
  authorize: ({ db, me }, { room }) => requireMay(db, me, "see changes", room),

  async execute({ db }, { cursor, limit }, room): Promise<Page<MembershipChangeView>> {
    const [before = NEWEST] = decodeCursor(z.tuple([cursorValue.id]), cursor) ?? [];
    const ids = await readIds(db, room.id, before, limit + 1);
    const rows = await db.membershipChange.findMany({
      where: { id: { in: ids } },
      include: { user: true, by: true },
      orderBy: { id: "desc" },
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(toMembershipChangeView),
      nextCursor: last ? encodeCursor([last.id]) : null,
    };
  },
});

/** Greater than every id. */
const NEWEST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Reads the newest changes below an id: ids are UUID v7, so their order is the order of time. */
async function readIds(db: Db, roomId: string, before: string, many: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM membership_changes(${roomId}::uuid, ${before}::uuid, ${many}::int) AS c (id)`;
  return rows.map(({ id }) => id);
}

type ChangeRow = MembershipChange & { user: User; by: User | null };

const toMembershipChangeView = ({ user, by, ...row }: ChangeRow): MembershipChangeView => ({
  id: row.id,
  type: row.type as MembershipChangeView["type"],
  user: toPersonView(user),
  role: row.role,
  entry: row.entry,
  by: by && toPersonView(by),
  at: row.createdAt.toISOString(),
});
