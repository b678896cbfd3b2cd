import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { reference, seq } from "../../fields";
import { requireMembership } from "../access";
import { publishMyRoom } from "../publish-my-room";
import { publishReadMark } from "./publish-read-mark";

/**
 * Moves the caller's read mark and receipt forward to `lastReadSeq`, at most to the newest message. With `force` only
 * the mark moves, in both directions ("mark as unread"). The caller's other devices are updated. Error: `not_found`.
 */
export const markRead = operation({
  key: "room.mark-read",
  summary: "Mark as read up to a message",
  input: z.object({ room: reference, lastReadSeq: seq, force: z.boolean().default(false) }),
  authorize: ({ db, me }, { room }) => requireMembership(db, me, room),

  async execute(ctx, { lastReadSeq, force }, room): Promise<void> {
    const { db, me } = ctx;
    const to = Math.min(lastReadSeq, room.seq);
    const [moved] = await db.$queryRaw<{ receiptSeq: number }[]>`
      UPDATE membership
         SET last_read_seq = CASE WHEN ${force} THEN ${to} ELSE greatest(last_read_seq, ${to}) END,
             receipt_seq = CASE WHEN ${force} THEN receipt_seq ELSE greatest(receipt_seq, ${to}) END,
             last_delivered_seq = CASE WHEN ${force} THEN last_delivered_seq ELSE greatest(last_delivered_seq, ${to}) END
       WHERE room_id = ${room.id}::uuid AND user_id = ${me.userId}::uuid
         AND (${force} OR last_read_seq < ${to} OR receipt_seq < ${to})
      RETURNING receipt_seq AS "receiptSeq"`;
    if (!moved) return;
    await publishMyRoom(ctx, room.id, [me.userId]);
    if (!force)
      ctx.afterCommit(() => publishReadMark(room, me.userId, "read", { lastReadSeq: moved.receiptSeq }));
  },
});
