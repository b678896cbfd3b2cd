import { z } from "zod";
import { query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import { ACTIVITY_KINDS } from "@/lib/shared/messages/activity-query";
import type { ActivityHead, ActivityKind, ActivityView, Page } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, limit } from "../fields";
import { type ActivityRow, toActivityViews } from "./activity-view";

/** A place in the list: lines are ordered by time, and those of one millisecond by id. */
type Place = [at: string, id: string];

/** Above every line. */
const TOP: Place = ["9999-12-31T00:00:00.000Z", "ffffffff-ffff-ffff-ffff-ffffffffffff"];

const activityFrom = (
  userId: string,
  [at, id]: Place,
  { kind, unread, most }: { kind: ActivityKind | undefined; unread: boolean; most: number },
) => Prisma.sql`
  SELECT a.subject_id AS id, a.kind, a.keyword, a.at, a.room_id AS "roomId", a.message_id AS "messageId", a.seq,
         a.by_id AS "byId", a.is_unread AS "isUnread", a.thread_id AS "threadId"
    FROM activity_of(${userId}::uuid, ${at}::timestamptz, ${id}::uuid, ${kind ?? null}::text, ${unread}::boolean,
                     ${most}::int) a
   ORDER BY a.at DESC, a.subject_id DESC`;

/**
 * Lists what happened to the caller in the last LIMITS.activityDays days, the latest first: mentions, replies, keywords,
 * reactions to their messages, and rooms to which they were added. Only what they may read now and what still holds.
 * Error: `validation_failed`.
 */
export const listActivity = query({
  key: "activity.list",
  summary: "List my activity",
  input: z.object({
    kind: z
      .enum(ACTIVITY_KINDS, { error: `Must be ${ACTIVITY_KINDS.slice(0, -1).join(", ")} or added.` })
      .optional(),
    unread: z.stringbool({ error: "Must be true or false." }).default(false),
    cursor,
    limit,
  }),
  authorize: ({ me }) => me,

  async execute({ db }, { kind, unread, cursor, limit }, { userId }): Promise<Page<ActivityView>> {
    const place = decodeCursor(z.tuple([cursorValue.time, cursorValue.id]), cursor) ?? TOP;
    const rows = await db.$queryRaw<ActivityRow[]>(
      activityFrom(userId, place, { kind, unread, most: limit + 1 }),
    );
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return {
      items: await toActivityViews(db, userId, items),
      nextCursor: last ? encodeCursor([last.at.toISOString(), last.id]) : null,
    };
  },
});

/** Lists the caller's latest unread lines in short, LIMITS.unreadActivity at most, for their number. */
export const listUnreadActivity = query({
  key: "activity.unread",
  summary: "List my unread activity in short",
  input: z.object({}),
  authorize: ({ me }) => me,

  async execute({ db }, _input, { userId }): Promise<{ items: ActivityHead[] }> {
    const rows = await db.$queryRaw<ActivityRow[]>(
      activityFrom(userId, TOP, { kind: undefined, unread: true, most: LIMITS.unreadActivity }),
    );
    return {
      items: rows.map(({ id, kind, roomId, seq, threadId }) => ({ id, kind, roomId, seq, threadId })),
    };
  },
});
