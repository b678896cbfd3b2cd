import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { reference, seq } from "../fields";
import { requireMembership } from "./access";
import { publishReadMark } from "./publish-read-mark";

/**
 * Notes that the caller's device has got a room's messages up to one; never moves back. Gives how far that is, or null
 * where nothing moved. Error: `not_found`.
 */
export const markDelivered = operation({
  key: "room.mark-delivered",
  summary: "Note that messages have arrived",
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
