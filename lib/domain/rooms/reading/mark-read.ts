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
 * the mark moves, in both directions ("mark as unread"). With `threads` the room's threads are read too; where the caller has
 * replies in the room, those that the mark passes are. The caller's other devices are updated. Error: `not_found`.
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
    const found = await requireMembership(db, me, room);
    if (found.repliesInRoom) await lockUser(db, me.userId);
    return found;
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
    if (moved) {
      const passed = room.repliesInRoom && !force ? await readReplies(ctx, room.id, [moved.from, to]) : [];
      const inBoth = await readInBoth(ctx, room.id, moved.from, to);
      await publishMyThreads(ctx, me.userId, [...new Set([...passed, ...inBoth])]);
    }
    if (moved || read.length > 0) await publishMyRoom(ctx, room.id, [me.userId]);
    if (!moved) return;
    if (!force)
      ctx.afterCommit(() => publishReadMark(room, me.userId, "read", { lastReadSeq: moved.receiptSeq }));
  },
});

/** Moves the marks of the threads whose replies a read mark of the room passes. */
async function readReplies({ db, me }: WriteContext, roomId: string, [from, to]: [number, number]) {
  const rows = await db.$queryRaw<{ rootId: string }[]>`
    INSERT INTO thread_follow AS f (user_id, root_id, room_id, last_read_seq)
    SELECT ${me.userId}::uuid, x.thread_id, ${roomId}::uuid, ${to}::int FROM message x
     WHERE x.room_id = ${roomId}::uuid AND x.thread_id IS NOT NULL AND x.seq > ${from}::int AND x.seq <= ${to}::int
     GROUP BY x.thread_id
        ON CONFLICT (user_id, root_id) DO UPDATE SET last_read_seq = EXCLUDED.last_read_seq
     WHERE f.last_read_seq < EXCLUDED.last_read_seq
    RETURNING root_id AS "rootId"`;
  return rows.map(({ rootId }) => rootId);
}

/** Reads the threads of replies that were sent to the room too and that a moved read mark reads, or makes unread. */
async function readInBoth({ db }: WriteContext, roomId: string, from: number, to: number): Promise<string[]> {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const rows = await db.$queryRaw<{ rootId: string }[]>`
    SELECT DISTINCT x.thread_id AS "rootId" FROM message x
     WHERE x.room_id = ${roomId}::uuid AND x.also_in_room AND x.seq > ${low}::int AND x.seq <= ${high}::int LIMIT 100`;
  return rows.map(({ rootId }) => rootId);
}
