import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import type { DraftHead, DraftView, Page, ThreadDraftHead } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, id, limit, reference } from "../fields";
import { requireMembership } from "../rooms/access";
import { DRAFT_COLUMNS, type DraftPlace, type DraftRow, emptyDraft, toDraftView } from "./draft-view";

/** Reads the caller's draft in a room or a thread; without text if there is none. Error: `not_found`. */
export const readDraft = query({
  key: "draft.read",
  summary: "Get my draft in a room or a thread",
  input: z.object({ room: reference, threadId: id.nullable().default(null) }),
  authorize: ({ db, me }, { room }) => requireMembership(db, me, room),

  async execute({ db, me }, { threadId }, { id }): Promise<DraftView> {
    const place = { roomId: id, threadId };
    return (await findDraft(db, me.userId, place)) ?? emptyDraft(place, 0);
  },
});

/**
 * Lists the caller's drafts in rooms that they are in, newest first; with `thread=all` those in threads too. Error:
 * `validation_failed`.
 */
export const listDrafts = query({
  key: "draft.list",
  summary: "List my drafts in all rooms",
  input: z.object({
    thread: z.literal("all", { error: 'Must be "all".' }).optional(),
    cursor,
    limit,
  }),
  authorize: ({ me }) => me,

  async execute({ db }, { thread, cursor, limit }, { userId }): Promise<Page<DraftView>> {
    const [before = null] = decodeCursor(z.tuple([cursorValue.number]), cursor) ?? [];
    const rows = await selectDrafts(
      db,
      userId,
      Prisma.sql`(${thread === "all"} OR d.thread_id IS NULL) AND (${before}::int IS NULL OR d.version < ${before}::int)`,
      Prisma.sql`ORDER BY d.version DESC LIMIT ${limit + 1}`,
    );
    const items = rows.slice(0, limit).map(toDraftView);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor([last.version]) : null };
  },
});

/** Finds a member's draft in a room or a thread. */
export async function findDraft(
  db: Db,
  userId: string,
  { roomId, threadId }: DraftPlace,
): Promise<DraftView | null> {
  const [row] = await selectDrafts(
    db,
    userId,
    Prisma.sql`d.room_id = ${roomId}::uuid AND d.thread_id IS NOT DISTINCT FROM ${threadId}::uuid`,
  );
  return row ? toDraftView(row) : null;
}

/** The drafts of a person that their devices compare with their own, by their versions. */
export type DraftHeads = { drafts: DraftHead[]; threadDrafts: ThreadDraftHead[] };

/** Reads the rooms and the threads with a draft of a person, and the versions. */
export async function readDraftHeads(db: Db, userId: string): Promise<DraftHeads> {
  const rows = await db.$queryRaw<{ roomId: string; threadId: string | null; version: number }[]>`
    SELECT d.room_id AS "roomId", d.thread_id AS "threadId", d.version FROM ${draftsOf(userId)} d ORDER BY d.version`;
  return {
    drafts: rows.flatMap(({ roomId, threadId, version }) => (threadId ? [] : [{ roomId, version }])),
    threadDrafts: rows.flatMap(({ roomId, threadId, version }) =>
      threadId ? [{ roomId, threadId, version }] : [],
    ),
  };
}

const selectDrafts = (db: Db, userId: string, where: Prisma.Sql, tail = Prisma.empty) =>
  db.$queryRaw<DraftRow[]>`SELECT ${DRAFT_COLUMNS} FROM ${draftsOf(userId)} d WHERE ${where} ${tail}`;

/** The drafts of a person in rooms that they are in, and in threads whose root they may read there. */
const draftsOf = (userId: string) => Prisma.sql`(
    SELECT d.room_id, NULL::uuid AS thread_id, d.text, d.reply_to_id, d.reply_to_seq, d.version, d.updated_at,
           m.first_visible_seq
      FROM draft d JOIN membership m ON m.room_id = d.room_id AND m.user_id = d.user_id
     WHERE d.user_id = ${userId}::uuid
     UNION ALL
    SELECT d.room_id, d.thread_id, d.text, d.reply_to_id, d.reply_to_seq, d.version, d.updated_at,
           m.first_visible_seq
      FROM thread_draft d JOIN membership m ON m.room_id = d.room_id AND m.user_id = d.user_id
      JOIN message x ON x.id = d.thread_id AND x.seq >= m.first_visible_seq
     WHERE d.user_id = ${userId}::uuid)`;
