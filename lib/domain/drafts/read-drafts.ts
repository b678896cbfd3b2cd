import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import type { DraftHead, DraftView, Page } from "@/lib/shared/views";
import { type Draft, Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, limit, reference } from "../fields";
import { requireMembership } from "../rooms/access";
import { DRAFT_COLUMNS, emptyDraft, toDraftView } from "./draft-view";

/** Reads the caller's draft in a room; without text if there is none. Error: `not_found`. */
export const readDraft = query({
  key: "draft.read",
  summary: "Get my draft in a room",
  input: z.object({ room: reference }),
  authorize: ({ db, me }, { room }) => requireMembership(db, me, room),

  async execute({ db, me }, _input, { id }): Promise<DraftView> {
    return (await findDraft(db, me.userId, id)) ?? emptyDraft(id, 0);
  },
});

/** Lists the caller's drafts in rooms that they are in, newest first. Error: `validation_failed`. */
export const listDrafts = query({
  key: "draft.list",
  summary: "List my drafts in all rooms",
  input: z.object({ cursor, limit }),
  authorize: ({ me }) => me,

  async execute({ db }, { cursor, limit }, { userId }): Promise<Page<DraftView>> {
    const [before = null] = decodeCursor(z.tuple([cursorValue.number]), cursor) ?? [];
    const rows = await selectDrafts(
      db,
      userId,
      Prisma.sql`${before}::int IS NULL OR d.version < ${before}::int`,
      Prisma.sql`ORDER BY d.version DESC LIMIT ${limit + 1}`,
    );
    const items = rows.slice(0, limit).map(toDraftView);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor([last.version]) : null };
  },
});

/** Finds a member's draft in a room. */
export async function findDraft(db: Db, userId: string, roomId: string): Promise<DraftView | null> {
  const [row] = await selectDrafts(db, userId, Prisma.sql`d.room_id = ${roomId}::uuid`);
  return row ? toDraftView(row) : null;
}

/** Reads the rooms with a draft of a person, and the versions, which their devices compare with their own. */
export const readDraftHeads = (db: Db, userId: string) =>
  db.$queryRaw<DraftHead[]>`
    SELECT d.room_id AS "roomId", d.version FROM draft d
      JOIN membership m ON m.room_id = d.room_id AND m.user_id = d.user_id
     WHERE d.user_id = ${userId}::uuid ORDER BY d.version`;

const selectDrafts = (db: Db, userId: string, where: Prisma.Sql, tail = Prisma.empty) =>
  db.$queryRaw<Omit<Draft, "userId">[]>`
    SELECT ${DRAFT_COLUMNS} FROM draft d
      JOIN membership m ON m.room_id = d.room_id AND m.user_id = d.user_id
     WHERE d.user_id = ${userId}::uuid AND (${where}) ${tail}`;
