import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { Page, RevisionView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../../cursor";
import { cursor, id, limit } from "../../fields";
import { requireMessage } from "../access";

/**
 * Lists the earlier texts of an edited message, newest first, for its readers; at most LIMITS.revisionsPerMessage. A
 * page ends early at LIMITS.revisionPageLength characters. A deleted message has none. Errors: `not_found`,
 * `validation_failed`.
 */
export const listRevisions = query({
  key: "message.history",
  summary: "Get a message's edit history",
  input: z.object({ message: id, cursor, limit }),
  authorize: ({ db, me }, { message }) => requireMessage(db, me, "read", message),

  async execute({ db }, { message, cursor, limit }): Promise<Page<RevisionView>> {
    const [before] = decodeCursor(z.tuple([cursorValue.id]), cursor) ?? [];
    const rows = await selectRevisions(db, { message, before, most: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const isLast = shown.length === (rows[0]?.found ?? 0);
    return {
      items: shown.map(({ text, writtenAt }) => ({ text, writtenAt: writtenAt.toISOString() })),
      nextCursor: last && !isLast ? encodeCursor([last.id]) : null,
    };
  },
});

type RevisionRow = { id: string; text: string; writtenAt: Date; found: number };
type RevisionQuery = { message: string; before: string | undefined; most: number };

/** Selects the newest texts before a position, as many as fit into a page; `found` counts them up to `most`. */
const selectRevisions = (db: Db, { message, before, most }: RevisionQuery) => db.$queryRaw<RevisionRow[]>`
  SELECT id, text, written_at AS "writtenAt", found
    FROM (SELECT *, count(*) OVER ()::int AS found,
                 sum(length(text)) OVER (ORDER BY id DESC) - length(text) AS ahead
            FROM (SELECT id, text, written_at FROM message_revision
                   WHERE message_id = ${message}::uuid
                     AND ${before === undefined ? Prisma.sql`true` : Prisma.sql`id < ${before}::uuid`}
                   ORDER BY id DESC LIMIT ${most}) newest) counted
   WHERE ahead < ${LIMITS.revisionPageLength}
   ORDER BY id DESC`;
