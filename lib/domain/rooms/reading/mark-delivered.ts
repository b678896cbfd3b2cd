import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { reference, seq } from "../../fields";
import { requireMembership } from "../access";
import { publishReadMark } from "./publish-read-mark";

/**
 * Records that the caller's device has received a room's messages up to one; it never moves back. Returns the new
 * mark, or null if it did not move. Error: `not_found`.
 */
export const markDelivered = operation({
  key: "room.mark-delivered",
  summary: "Mark messages as delivered",
  input: z.object({ room: reference, lastDeliveredSeq: seq }),
  authorize: ({ db, me }, { room }) => requireMembership(db, me, room),

  async execute({ db, me, afterCommit }, { lastDeliveredSeq }, room): Promise<number | null> {
    const to = Math.min(lastDeliveredSeq, room.seq);
    const moved = await db.$executeRaw`
      UPDATE membership SET last_delivered_seq = ${to}
       WHERE room_id = ${room.id}::uuid AND user_id = ${me.userId}::uuid AND last_delivered_seq < ${to}`;
    if (moved > 0) afterCommit(() => publishReadMark(room, me.userId, "delivered", { lastDeliveredSeq: to }));
    return moved > 0 ? to : null;
  },
});
