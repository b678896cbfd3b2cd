import { z } from "zod";
import { operation, type WriteContext } from "@/lib/core/operation";
import { reference, seq } from "../../fields";
import { readThreadsOf } from "../../threads/mark-threads-read";
import { publishMyThreads } from "../../threads/publish-thread";
import { requireMembership } from "../access";
import { lockUser, publishMyRoom } from "../publish-my-room";
import { publishReadMark } from "./publish-read-mark";

/**
 * Moves the caller's read mark and receipt forward to `lastReadSeq`, at most to the newest message. With `force` only
 * the mark moves, in both directions ("mark as unread"). With `threads` the room's threads are read too. The caller's other devices are updated. Error: `not_found`.
 */
export const markRead = operation({
  key: "room.mark-read",
  summary: "Mark as read up to a message",
  input: z.object({
    room: reference,
    lastReadSeq: seq,
    force: z.boolean().default(false),
    threads: z.boolean().default(false),
  }),

  async authorize({ db, me }, { room, threads }) {
    if (threads) await lockUser(db, me.userId);
    return requireMembership(db, me, room);
  },

  async execute(ctx, { lastReadSeq, force, threads }, room): Promise<void> {
    const { db, me } = ctx;
    const read = threads ? await readThreadsOf(ctx, room.id) : [];
    const to = Math.min(lastReadSeq, room.seq);
    const [moved] = await db.$queryRaw<{ receiptSeq: number; from: number }[]>`
      UPDATE membership m
         SET last_read_seq = CASE WHEN ${force} THEN ${to} ELSE greatest(last_read_seq, ${to}) END,
             receipt_seq = CASE WHEN ${force} THEN receipt_seq ELSE greatest(receipt_seq, ${to}) END,
             last_delivered_seq = CASE WHEN ${force} THEN last_delivered_seq ELSE greatest(last_delivered_seq, ${to}) END
        FROM (SELECT last_read_seq AS "from" FROM membership
               WHERE room_id = ${room.id}::uuid AND user_id = ${me.userId}::uuid FOR NO KEY UPDATE) before
       WHERE room_id = ${room.id}::uuid AND user_id = ${me.userId}::uuid
         AND (${force} OR last_read_seq < ${to} OR receipt_seq < ${to})
      RETURNING receipt_seq AS "receiptSeq", before."from"`;
    if (moved) await publishMyThreads(ctx, me.userId, await readInBoth(ctx, room.id, moved.from, to));
    if (moved || read.length > 0) await publishMyRoom(ctx, room.id, [me.userId]);
    if (!moved) return;
    if (!force)
      ctx.afterCommit(() => publishReadMark(room, me.userId, "read", { lastReadSeq: moved.receiptSeq }));
  },
});

/** Reads the threads of replies that were sent to the room too and that a moved read mark reads, or makes unread. */
async function readInBoth({ db }: WriteContext, roomId: string, from: number, to: number): Promise<string[]> {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const rows = await db.$queryRaw<{ rootId: string }[]>`
    SELECT DISTINCT x.thread_id AS "rootId" FROM message x
     WHERE x.room_id = ${roomId}::uuid AND x.also_in_room AND x.seq > ${low}::int AND x.seq <= ${high}::int LIMIT 100`;
  return rows.map(({ rootId }) => rootId);
}
