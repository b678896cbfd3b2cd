import { invalidField } from "@/lib/core/errors";
import type { Db } from "@/lib/platform/database/db";
import { Prisma } from "@/prisma/generated/client";
import type { MyRoom } from "../rooms/access";
import { selectMessages } from "./read-message";

/**
 * Returns the number of the message that a text replies to. Error: `validation_failed` (`replyToId`) for one that is not in
 * the room, or that the caller may not read there.
 */
export async function requireReplyTarget(
  db: Db,
  room: Pick<MyRoom, "id" | "firstVisibleSeq">,
  messageId: string,
): Promise<number> {
  const [found] = await selectMessages(
    db,
    Prisma.sql`x.id = ${messageId}::uuid AND x.room_id = ${room.id}::uuid AND x.seq >= ${room.firstVisibleSeq}`,
  );
  if (!found) throw invalidField("replyToId", "Names no message of this room.", "invalid");
  return found.seq;
}
