import { isDatabaseUnavailable } from "@/lib/core/errors";
import { defineClockJob } from "@/lib/core/jobs/periodic";
import type { RoomChange } from "@/lib/delivery/room-change";
import { changeRooms } from "@/lib/delivery/write";
import { db } from "@/lib/platform/database/db";
import type { PollView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { selectMessages } from "../messages/read-message";
import { countVotes } from "./count-votes";

/** Rows that one look takes. The next look goes on, until none is due. */
const PAGE = 100;
/** Pause between two looks at least, also where a row breaks. */
const PAUSE_SECONDS = 1;

type Due = { messageId: string; roomId: string };

/**
 * Closes the polls whose time is over, and counts those that wait for it, so that open pages see it. Votes are refused by the
 * time itself; see `requireOpen`.
 */
export const pollClockJob = defineClockJob({
  kind: "poll.update",
  run: ({ signal }) => updatePolls(signal),
});

/** Does what is due. @returns seconds until the next is due; null if none waits */
export async function updatePolls(signal?: AbortSignal): Promise<number | null> {
  const tried = new Set<string>();
  for (let due = await readDue(tried); due.length > 0; due = await readDue(tried)) {
    for (const row of due) {
      signal?.throwIfAborted();
      tried.add(row.messageId);
      await updateOrSkip(row);
    }
  }
  const seconds = await secondsToNext();
  return seconds === null ? null : Math.max(seconds, PAUSE_SECONDS);
}

const readDue = (tried: Set<string>) =>
  db().$queryRaw<Due[]>`
    SELECT c.message_id AS "messageId", x.room_id AS "roomId"
      FROM poll_clock c CROSS JOIN LATERAL (SELECT m.room_id FROM message m WHERE m.id = c.message_id OFFSET 0) x
     WHERE (c.closes_at <= now() OR c.recount_at <= now()) AND c.message_id <> ALL (${[...tried]}::uuid[])
     LIMIT ${PAGE}`;

/** One that breaks stops no other: the next run tries it again. */
async function updateOrSkip(row: Due): Promise<void> {
  try {
    await update(row);
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    console.warn(`The poll of message ${row.messageId} was not updated: ${error}`);
  }
}

const update = ({ messageId, roomId }: Due): Promise<void> =>
  changeRooms([roomId], async (tx) => {
    const changes: RoomChange[] = [];
    const ctx = { db: tx, changed: (change: RoomChange) => void changes.push(change) };
    // Closed, counted or deleted meanwhile.
    const [due] = await tx.$queryRaw<{ isOver: boolean }[]>`
      SELECT coalesce(closes_at <= now(), false) AS "isOver" FROM poll_clock
       WHERE message_id = ${messageId}::uuid AND (closes_at <= now() OR recount_at <= now()) FOR UPDATE`;
    const [message] = due ? await selectMessages(tx, Prisma.sql`x.id = ${messageId}::uuid`) : [];
    const poll = message?.poll as PollView | null | undefined;
    if (message && poll) {
      const { closesAt } = poll;
      await countVotes(ctx, message, due?.isOver && closesAt !== null ? () => new Date(closesAt) : undefined);
    }
    return { value: undefined, changes };
  });

async function secondsToNext(): Promise<number | null> {
  const [{ seconds }] = await db().$queryRaw<[{ seconds: number | null }]>`
    SELECT extract(epoch FROM least(min(closes_at), min(recount_at)) - clock_timestamp())::float8 AS seconds
      FROM poll_clock`;
  return seconds;
}
