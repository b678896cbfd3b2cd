import { isDatabaseUnavailable } from "@/lib/core/errors";
import { defineClockJob } from "@/lib/core/jobs/periodic";
import { db, type Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { resolveMentions } from "../messages/mentions/mentions";
import { withNotes } from "../notes/send-note";
import { lockUser } from "../rooms/publish-my-room";
import { isOwnConversation, noteToSelf } from "./note-to-self";
import { type Problem, park } from "./park-scheduled";
import { postScheduled, reasonOf } from "./post-scheduled";
import { publishScheduled } from "./publish-scheduled";
import { lockScheduled } from "./scheduled-view";

/** Rows that one look takes. The next look goes on, until none is due. */
const PAGE = 100;
const SECOND_MS = 1_000;

/** A row that is due. */
type Due = { id: string; userId: string; roomId: string; text: string };

/**
 * Sends the scheduled messages that are due. Any process may run it, also two at once: a row is locked and read again before
 * its message is written, and goes with it.
 */
export const sendDueJob = defineClockJob({
  kind: "message.schedule",
  run: ({ signal }) => sendDue(signal),
});

/**
 * Sends what is due, the longest due first, at most LIMITS.scheduledPerSecond in a second. A row that fails is put off and
 * does not stop the others. @returns seconds until the next one is due; null if none waits
 */
export async function sendDue(signal?: AbortSignal, pause = wait): Promise<number | null> {
  const tried = new Set<string>();
  for (let due = await readDue(tried); due.length > 0; due = await readDue(tried)) {
    for (const row of due) {
      signal?.throwIfAborted();
      if (tried.size > 0 && tried.size % LIMITS.scheduledPerSecond === 0) await pause(SECOND_MS);
      tried.add(row.id);
      await sendOrPutOff(row);
    }
  }
  return secondsToNext();
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const readDue = (tried: Set<string>) =>
  db().$queryRaw<Due[]>`
    SELECT s.id, s.user_id AS "userId", s.room_id AS "roomId", s.text FROM scheduled_message s
     WHERE s.state = 'waiting' AND s.try_at <= now() AND s.id <> ALL (${[...tried]}::uuid[])
     ORDER BY s.due_at, s.id LIMIT ${PAGE}`;

async function secondsToNext(): Promise<number | null> {
  const [{ seconds }] = await db().$queryRaw<[{ seconds: number | null }]>`
    SELECT extract(epoch FROM min(try_at) - clock_timestamp())::float8 AS seconds
      FROM scheduled_message WHERE state = 'waiting'`;
  return seconds;
}

async function sendOrPutOff(row: Due): Promise<void> {
  try {
    await sendOne(row);
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    console.warn(
      `Scheduled message ${row.id} was not sent: ${error instanceof Error ? error.message : error}`,
    );
    await putOff(row);
  }
}

async function sendOne(due: Due): Promise<void> {
  const problem = await post(due);
  if (problem) await park(due.userId, due.id, problem);
}

/** Sends one row in a transaction of the writer. @returns why it may not be sent; null if it was, or is not due any more */
async function post(due: Due): Promise<Problem | null> {
  const mentions = await resolveMentions(due.roomId, due.text);
  const isToSelf = await isOwnConversation(due.roomId, due.userId);
  return withNotes(
    isToSelf ? [due.userId] : [],
    async (ctx) => {
      const state = await lockDue(ctx.db, due);
      // Sent, deleted, moved or rewritten meanwhile. With a new text it is still due, and the next look finds it.
      if (!state) return null;
      if (state.isOverdue) return "overdue";
      const row = await lockScheduled(ctx.db, due.userId, due.id);
      const posted = await postScheduled(ctx.db, row, { mentions, isLate: state.isLate });
      if ("refusal" in posted) return reasonOf(ctx.db, row, posted.refusal);
      for (const change of posted.changes) ctx.changed(change);
      await publishScheduled(ctx, due.userId, due.id, posted.messageId);
      if (isToSelf) await noteToSelf(ctx, row);
      return null;
    },
    [due.roomId],
  );
}

/** Locks a row that is still due with the text that was read. The author is locked first, as by a change of the row. */
async function lockDue(tx: Tx, { id, userId, text }: Due) {
  await lockUser(tx, userId);
  const [state] = await tx.$queryRaw<{ isLate: boolean; isOverdue: boolean }[]>`
    SELECT due_at < clock_timestamp() - make_interval(secs => ${LIMITS.scheduledLateSeconds}::int) AS "isLate",
           due_at < clock_timestamp() - make_interval(hours => ${LIMITS.scheduledOverdueHours}::int) AS "isOverdue"
      FROM scheduled_message
     WHERE id = ${id}::uuid AND state = 'waiting' AND try_at <= clock_timestamp() AND text = ${text} FOR UPDATE`;
  return state;
}

/** Puts a row off whose attempt broke, for longer each time; after LIMITS.scheduledAttempts it has failed. */
async function putOff({ id, userId }: Due): Promise<void> {
  const [left] = await db().$queryRaw<{ attempts: number }[]>`
    UPDATE scheduled_message SET attempts = attempts + 1,
           try_at = now() + make_interval(secs => least(3600, 10 * 2 ^ attempts)::int)
     WHERE id = ${id}::uuid AND state = 'waiting' RETURNING attempts`;
  if (left && left.attempts >= LIMITS.scheduledAttempts) await park(userId, id, "error");
}
