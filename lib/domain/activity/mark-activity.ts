import { z } from "zod";
import { operation, type WriteContext } from "@/lib/core/operation";
import { publishToPerson } from "@/lib/delivery/publish";
import { LIMITS } from "@/lib/shared/limits";
import { Prisma } from "@/prisma/generated/client";
import { id, time } from "../fields";

/**
 * Marks lines of the caller's Activity as read: those with `ids`, or all, or all up to a time. Reactions that come later
 * make their line unread again. Read marks of rooms stay. `readAt` in the answer takes the mark back. Error:
 * `validation_failed`.
 */
export const markActivityRead = operation({
  key: "activity.mark-read",
  summary: "Mark my activity as read",
  input: z.object({
    ids: z
      .array(id, { error: "Must be a list of ids." })
      .max(LIMITS.activityAtOnce, { error: `At most ${LIMITS.activityAtOnce} ids.` })
      .optional(),
    upTo: time.optional(),
  }),
  authorize: ({ me }) => me,

  async execute(ctx, { ids, upTo }, { userId }): Promise<{ readAt: string }> {
    const named = ids ? Prisma.sql`AND a.subject_id = ANY(${ids}::uuid[])` : Prisma.empty;
    const before = upTo ? Prisma.sql`AND a.at <= ${upTo}::timestamptz` : Prisma.empty;
    // Rounded up, so that no reaction which is marked is later by microseconds.
    const [{ readAt }] = await ctx.db.$queryRaw<[{ readAt: Date }]>`
      SELECT date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond' AS "readAt"`;
    const count = await ctx.db.$executeRaw`
      UPDATE activity a SET read_at = ${readAt}::timestamptz
       WHERE a.user_id = ${userId}::uuid AND (a.read_at IS NULL OR a.kinds = '{reaction}' AND a.at > a.read_at)
         ${named} ${before}`;
    publishMarks(ctx, userId, count);
    return { readAt: readAt.toISOString() };
  },
});

/**
 * Takes a mark of `activity.mark-read` back: the lines that it marked are unread again, unless they were read in their
 * rooms. A mark that does not exist changes nothing. Error: `validation_failed`.
 */
export const markActivityUnread = operation({
  key: "activity.mark-unread",
  summary: "Take back that I marked my activity as read",
  input: z.object({ readAt: time }),
  authorize: ({ me }) => me,

  async execute(ctx, { readAt }, { userId }): Promise<void> {
    const count = await ctx.db.$executeRaw`
      UPDATE activity SET read_at = NULL WHERE user_id = ${userId}::uuid AND read_at = ${readAt}::timestamptz`;
    publishMarks(ctx, userId, count);
  },
});

function publishMarks({ afterCommit }: WriteContext, userId: string, count: number): void {
  if (count > 0) afterCommit(() => publishToPerson(userId, "activity", { item: null }));
}
