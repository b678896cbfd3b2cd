import { z } from "zod";
import { type Context, query } from "@/lib/core/operation";
import { FILE_KINDS } from "@/lib/shared/files/file-kinds";
import { LIMITS } from "@/lib/shared/limits";
import type { Page, SentFileView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, fold, limit, line, reference } from "../fields";
import { escapeLike } from "../like";
import { requirePerson } from "../people/access";
import { requireMay } from "../rooms/access";
import { SENT_FILE_COLUMNS, type SentFileRow, toSentFileView, WITH_SENT_FILE } from "./sent-file";

const filters = {
  type: z.enum(FILE_KINDS, { error: `Must be one of ${FILE_KINDS.join(", ")}.` }).optional(),
  q: line({ max: LIMITS.queryLength }).optional(),
  from: reference.optional(),
  cursor,
  limit,
};
type Filters = z.output<z.ZodObject<typeof filters>>;

/**
 * Lists the files in a room's messages, newest first: of one kind, with `q` in their name or description, sent by
 * `from` (a person's id, username or `me`). Only files of messages that the caller may read. A search looks at
 * LIMITS.filesExamined files for each page: a page may be short or empty and have a `nextCursor`. Errors: `not_found`,
 * also for an unknown person; `validation_failed`.
 */
export const listRoomFiles = query({
  key: "room.files",
  summary: "List a room's files",
  input: z.object({ room: reference, ...filters }),
  authorize: ({ db, me }, { room }) => requireMay(db, me, "read", room),
  execute: (ctx, input, { id }) => readFiles(ctx, input, Prisma.sql`AND m.room_id = ${id}::uuid`),
});

/**
 * Lists the files in all rooms that the caller is in, newest first, with the filters of `listRoomFiles`. `from=me`
 * lists what the caller sent. Each room costs one index look-up, however many files it has, and in a search
 * LIMITS.filesExaminedPerRoom. Errors: `not_found` for an unknown person; `validation_failed`.
 */
export const listMyFiles = query({
  key: "file.list",
  summary: "List files in all my rooms",
  input: z.object(filters),
  authorize: () => {},
  execute: (ctx, input) => readFiles(ctx, input, Prisma.empty),
});

/** A file found in a room; without its own columns, the place where the search stopped. */
type FoundRow = Omit<SentFileRow, "file"> & { number: bigint; file: SentFileRow["file"] | null };

/** @param inRooms condition over `m`, the caller's memberships */
async function readFiles(
  ctx: Context,
  { type, q, from, cursor, limit }: Filters,
  inRooms: Prisma.Sql,
): Promise<Page<SentFileView>> {
  const [before = Number.MAX_SAFE_INTEGER] = decodeCursor(z.tuple([cursorValue.bigNumber]), cursor) ?? [];
  const sender = from === undefined ? null : await requirePerson(ctx.db, ctx.me, from);
  const asked = Prisma.sql`${before}::bigint, ${type ?? null}, ${sender?.id ?? null}::uuid`;
  // One filter has an index, which finds nothing that does not belong to the list.
  const isSearch = Boolean(q) || (type !== undefined && sender !== null);
  const rows = await ctx.db.$queryRaw<FoundRow[]>`
    WITH mine AS MATERIALIZED (
        SELECT m.room_id, m.first_visible_seq, count(*) OVER ()::int AS many
          FROM membership m WHERE m.user_id = ${ctx.me.userId}::uuid ${inRooms}
    ), found AS MATERIALIZED (
        ${isSearch ? searchRooms(asked, q, limit + 1) : readNewestRooms(asked, limit + 1)}
    )
    SELECT f.number, ${SENT_FILE_COLUMNS}
      FROM (SELECT * FROM found
             WHERE number >= (SELECT coalesce(max(number), 0) FROM found WHERE file_id IS NULL)
             ORDER BY number DESC LIMIT ${limit + 1}) f ${WITH_SENT_FILE}
     ORDER BY f.number DESC`;
  const items = rows
    .slice(0, limit)
    .flatMap((row) => (row.file ? toSentFileView({ ...row, file: row.file }) : []));
  const end = rows.find(({ file }, index) => file === null || (index === limit - 1 && rows.length > limit));
  return { items, nextCursor: end ? encodeCursor([Number(end.number)]) : null };
}

/** Selects the newest files of rooms. As many rooms as files are enough: those whose own newest file is the latest. */
const readNewestRooms = (asked: Prisma.Sql, most: number) => Prisma.sql`
  SELECT f.*
    FROM (SELECT m.* FROM mine m
           CROSS JOIN LATERAL files_of_room(m.room_id, m.first_visible_seq, ${asked}, NULL, 1, 1) f
           ORDER BY f.number DESC LIMIT ${most}) m
   CROSS JOIN LATERAL files_of_room(m.room_id, m.first_visible_seq, ${asked}, NULL, ${most}::int, ${most}::int) f`;

/**
 * Selects the files of all rooms that a search finds, and of each room in which it stops where that is: down to the
 * latest of these places nothing is missing.
 */
const searchRooms = (asked: Prisma.Sql, q: string | undefined, most: number) => Prisma.sql`
  SELECT f.* FROM mine m
   CROSS JOIN LATERAL files_of_room(
         m.room_id, m.first_visible_seq, ${asked}, ${q ? patternOf(q) : null}, ${most}::int,
         greatest(${LIMITS.filesExaminedPerRoom}::int, ${LIMITS.filesExamined}::int / m.many)) f`;

/** A LIKE pattern of the folded search, in which wildcards stand for themselves. */
const patternOf = (q: string) => `%${escapeLike(fold(q))}%`;
