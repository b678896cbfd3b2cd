import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { readThreadsOf } from "../../threads/mark-threads-read";
import { lockUser, publishMyRooms } from "../publish-my-room";

/**
 * Moves the caller's read mark and receipt to the newest message of every room, and reads all threads. Their other devices are
 * updated.
 */
export const markAllRead = operation({
  key: "room.mark-all-read",
  summary: "Mark all rooms as read",
  input: z.object({}),
  authorize: ({ db, me }) => lockUser(db, me.userId),

  async execute(ctx): Promise<void> {
    const moved = await ctx.db.$queryRaw<{ roomId: string }[]>`
      UPDATE membership m
         SET last_read_seq = r.seq, receipt_seq = greatest(m.receipt_seq, r.seq),
             last_delivered_seq = greatest(m.last_delivered_seq, r.seq)
        FROM room r
       WHERE r.id = m.room_id AND m.user_id = ${ctx.me.userId}::uuid AND m.last_read_seq < r.seq
      RETURNING m.room_id AS "roomId"`;
    const threads = await readThreadsOf(ctx, null);
    await publishMyRooms(ctx, ctx.me.userId, [
      ...new Set([...moved.map(({ roomId }) => roomId), ...threads]),
    ]);
  },
});
