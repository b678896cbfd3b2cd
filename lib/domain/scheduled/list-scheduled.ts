import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Page, ScheduledView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, limit } from "../fields";
import { selectScheduled, toScheduledView } from "./scheduled-view";

/** Lists the caller's scheduled messages, the next one first, with those that could not be sent. Error: `validation_failed`. */
export const listScheduled = query({
  key: "scheduled.list",
  summary: "List my scheduled messages",
  input: z.object({ cursor, limit }),
  authorize: ({ me }) => me,

  async execute({ db }, { cursor, limit }, { userId }): Promise<Page<ScheduledView>> {
    const after = decodeCursor(z.tuple([cursorValue.time, cursorValue.id]), cursor);
    const isLater = after
      ? Prisma.sql`(s.due_at, s.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : Prisma.sql`true`;
    const rows = await selectScheduled(
      db,
      Prisma.sql`s.user_id = ${userId}::uuid AND ${isLater}`,
      Prisma.sql`ORDER BY s.due_at, s.id LIMIT ${limit + 1}`,
    );
    const items = rows.slice(0, limit).map(toScheduledView);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor([last.sendAt, last.id]) : null };
  },
});
