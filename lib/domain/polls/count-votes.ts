import type { ChangeContext } from "@/lib/delivery/room-operation";
import { LIMITS } from "@/lib/shared/limits";
import type { PollView } from "@/lib/shared/views";
import { changeMessage } from "../messages/change-message";
import type { MessageRow } from "../messages/message-view";

type Context = Pick<ChangeContext, "db" | "changed">;
type Count = { optionId: number; votes: number; voters: number };

/**
 * Counts the votes of a poll from their rows, as a change of its message. The room must be locked, so that the result equals
 * the rows.
 *
 * @param closedAt closes the poll too
 */
export async function countVotes(
  { db, changed }: Context,
  message: MessageRow,
  closedAt?: (now: Date) => Date,
): Promise<void> {
  const poll = message.poll as PollView;
  const counts = await db.$queryRaw<Count[]>`
    WITH cast_votes AS MATERIALIZED (SELECT v.option_ids FROM poll_vote v WHERE v.message_id = ${message.id}::uuid)
    SELECT o.id AS "optionId", count(*)::int AS votes, (SELECT count(*) FROM cast_votes)::int AS voters
      FROM cast_votes v CROSS JOIN unnest(v.option_ids) AS o (id) GROUP BY o.id`;
  const votesOf = new Map(counts.map(({ optionId, votes }) => [optionId, votes]));
  await changeMessage({ db, changed }, message, (now) => ({
    poll: {
      ...poll,
      options: poll.options.map((option) => ({ ...option, votes: votesOf.get(option.id) ?? 0 })),
      voters: counts[0]?.voters ?? 0,
      ...(closedAt && { closedAt: closedAt(now).toISOString() }),
    },
  }));
  if (closedAt) await db.pollClock.deleteMany({ where: { messageId: message.id } });
  else
    await db.$executeRaw`
      UPDATE poll_clock SET counted_at = clock_timestamp(), recount_at = NULL WHERE message_id = ${message.id}::uuid`;
}

/**
 * Counts the votes of a poll after one changed, or puts that off: each count goes to every open page of the room, so a poll of
 * many voters is counted once in LIMITS.pollCounting.ms.
 *
 * @returns seconds after which it is to be counted; null if it was counted, or waits to be
 */
export async function countSoon(ctx: Context, message: MessageRow): Promise<number | null> {
  const { voters } = message.poll as PollView;
  if (voters < LIMITS.pollCounting.atOnce || !(await wasJustCounted(ctx, message))) {
    await countVotes(ctx, message);
    return null;
  }
  const isNew = await ctx.db.$executeRaw`
    UPDATE poll_clock SET recount_at = counted_at + ${LIMITS.pollCounting.ms} * interval '1 ms'
     WHERE message_id = ${message.id}::uuid AND recount_at IS NULL`;
  return isNew > 0 ? LIMITS.pollCounting.ms / 1_000 : null;
}

async function wasJustCounted({ db }: Context, { id }: MessageRow): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM poll_clock WHERE message_id = ${id}::uuid
       AND counted_at > clock_timestamp() - ${LIMITS.pollCounting.ms} * interval '1 ms'`;
  return rows.length > 0;
}
