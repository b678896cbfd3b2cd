import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { publishMyRooms } from "../publish-my-room";

/** Moves the caller's read mark and receipt to the newest message of every room. Their other devices are updated. */
export const markAllRead = operation({
  key: "room.mark-all-read",
  summary: "Mark all rooms as read",
  input: z.object({}),
  authorize: () => {},

  async execute(ctx): Promise<void> {
    const moved = await ctx.db.$queryRaw<{ roomId: string }[]>`
      UPDATE membership m
         SET last_read_seq = r.seq, receipt_seq = greatest(m.receipt_seq, r.seq),
             last_delivered_seq = greatest(m.last_delivered_seq, r.seq)
        FROM room r
       WHERE r.id = m.room_id AND m.user_id = ${ctx.me.userId}::uuid AND m.last_read_seq < r.seq
      RETURNING m.room_id AS "roomId"`;
    await publishMyRooms(
      ctx,
      ctx.me.userId,
      moved.map(({ roomId }) => roomId),
    );
  },
});
