import type { Actor } from "@/lib/core/actor";
import { notFound } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import { type Db, db } from "@/lib/platform/database/db";
import type { RoomAction } from "@/lib/shared/permissions";
import { Prisma } from "@/prisma/generated/client";
import { type MyRoom, requireMay } from "../rooms/access";
import type { MessageRow } from "./message-view";
import { isReader, selectMessages } from "./read-message";

/** A message that the caller may act on, and its room with the caller's membership. */
export type FoundMessage = { message: MessageRow; room: MyRoom };

/**
 * Finds a message on which the caller may do this. Hidden and missing messages take the same one query. Errors:
 * `not_found` for non-members, whatever the room's kind, and for messages before their history; `forbidden` for
 * members without the right, and in an archived room.
 */
export async function requireMessage(
  db: Db,
  me: Context["me"],
  action: RoomAction,
  messageId: string,
): Promise<FoundMessage> {
  const where = Prisma.sql`x.id = ${messageId}::uuid AND ${isReader(me.userId)}`;
  const [message] = await selectMessages(db, where);
  if (!message) throw notFound("Message not found.");
  return { message, room: await requireMay(db, me, action, message.roomId) };
}

/** Finds the room of a readable message, to lock it. The operation checks again under the lock. */
export async function roomOfMessage({ userId }: Actor, messageId: string): Promise<{ roomId: string }> {
  const [found] = await db().$queryRaw<{ roomId: string }[]>`
    SELECT x.room_id AS "roomId" FROM message x
     WHERE x.id = ${messageId}::uuid AND ${isReader(userId ?? NO_USER_ID)}`;
  if (!found) throw notFound("Message not found.");
  return found;
}

const NO_USER_ID = "00000000-0000-0000-0000-000000000000";
