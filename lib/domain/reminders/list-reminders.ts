import { z } from "zod";
import { query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { Page, ReminderHead, ReminderView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, limit } from "../fields";
import { toReminderHead, toReminderViews } from "./reminder-view";

/** The order of each list over `r`, the reminder: microseconds, because a cursor in milliseconds would skip some. */
const LISTS = {
  upcoming: {
    where: Prisma.sql`r.due_at IS NOT NULL`,
    value: Prisma.sql`(extract(epoch FROM r.due_at) * 1000000)::bigint`,
    sign: 1,
  },
  past: {
    where: Prisma.sql`r.due_at IS NULL`,
    value: Prisma.sql`(extract(epoch FROM coalesce(r.done_at, r.reminded_at, r.failed_at, r.created_at)) * 1000000)::bigint`,
    sign: -1,
  },
} as const;

/**
 * Lists the caller's reminders: those to come, the next one first, or with `state=past` those that have come, were done or
 * could not be delivered, the latest first. Each has its message as the caller may read it now. Error: `validation_failed`.
 */
export const listReminders = query({
  key: "reminder.list",
  summary: "List my reminders",
  input: z.object({
    state: z.enum(["upcoming", "past"], { error: 'Must be "upcoming" or "past".' }).default("upcoming"),
    cursor,
    limit,
  }),
  authorize: ({ me }) => me,

  async execute({ db }, { state, cursor, limit }, { userId }): Promise<Page<ReminderView>> {
    const { where, value, sign } = LISTS[state];
    const after = decodeCursor(z.tuple([cursorValue.bigNumber, cursorValue.id]), cursor);
    const place = Prisma.sql`${value} * ${sign}::int`;
    const beyond = after
      ? Prisma.sql`(${place}, r.id) > (${after[0]}::bigint, ${after[1]}::uuid)`
      : Prisma.sql`true`;
    const found = await db.$queryRaw<{ id: string; place: bigint }[]>`
      SELECT r.id, ${place} AS place FROM reminder r
       WHERE r.user_id = ${userId}::uuid AND ${where} AND ${beyond}
       ORDER BY 2, r.id LIMIT ${limit + 1}`;
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    const rows = await db.reminder.findMany({ where: { id: { in: shown.map(({ id }) => id) } } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const ordered = shown.flatMap(({ id }) => byId.get(id) ?? []);
    return {
      items: await toReminderViews(db, userId, ordered),
      nextCursor: last ? encodeCursor([Number(last.place), last.id]) : null,
    };
  },
});

/**
 * Lists all reminders of the caller in short, LIMITS.reminders at most: for marks beside messages, and for the state of the
 * notes.
 */
export const listReminderHeads = query({
  key: "reminder.heads",
  summary: "List all my reminders in short",
  input: z.object({}),
  authorize: ({ me }) => me,

  async execute({ db }, _input, { userId }): Promise<{ items: ReminderHead[] }> {
    const rows = await db.reminder.findMany({
      where: { userId },
      orderBy: { id: "asc" },
      take: LIMITS.reminders,
    });
    return { items: rows.map((row) => toReminderHead(row)) };
  },
});
