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

/**
 * Requires that a message can be the root of a thread, as write_messages.sql does for a send. Error: `validation_failed`
 * (`threadId`).
 */
export async function requireRoot(
  db: Db,
  room: Pick<MyRoom, "id" | "firstVisibleSeq">,
  rootId: string,
): Promise<void> {
  const [found] = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM message x
     WHERE x.id = ${rootId}::uuid AND x.room_id = ${room.id}::uuid AND x.seq >= ${room.firstVisibleSeq}
       AND x.thread_id IS NULL AND x.kind = 'user' AND (x.deleted_at IS NULL OR x.thread_count > 0)`;
  if (!found)
    throw invalidField("threadId", "Names no message of this room that can have a thread.", "invalid");
}
