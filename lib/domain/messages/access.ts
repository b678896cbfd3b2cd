import { notFound } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import { type Db, db } from "@/lib/platform/db";
import type { RoomAction } from "@/lib/shared/permissions";
import { Prisma } from "@/prisma/generated/client";
import { type MyRoom, requireMay } from "../rooms/access";
import type { MessageRow } from "./message-view";
import { selectMessages } from "./read-message";

/** A message that the caller may act on, and its room with the caller's place in it. */
export type FoundMessage = { message: MessageRow; room: MyRoom };

/**
 * The message, if the caller may do this in its room and may read so far back. Errors: `not_found` for whoever is not in
 * the room, whatever its kind; `forbidden` for those in it who may not, or where the room is archived.
 */
export async function requireMessage(
  db: Db,
  me: Context["me"],
  action: RoomAction,
  messageId: string,
): Promise<FoundMessage> {
  const [message] = await selectMessages(db, Prisma.sql`x.id = ${messageId}::uuid`);
  if (!message) throw notFound("There is no such message.");
  const room = await requireMay(db, me, "read", message.roomId).catch(asNoMessage);
  if (message.seq < room.firstVisibleSeq) throw notFound("There is no such message.");
  if (action !== "read") await requireMay(db, me, action, message.roomId);
  return { message, room };
}

/** Whether there is such a room is not to be told from a message's id. */
function asNoMessage(): never {
  throw notFound("There is no such message.");
}

/** The room of a message, to lock it. Not a permission: whoever acts on it checks again under the lock. */
export async function roomOfMessage(messageId: string): Promise<{ roomId: string }> {
  const found = await db().message.findUnique({ where: { id: messageId }, select: { roomId: true } });
  if (!found) throw notFound("There is no such message.");
  return found;
}
