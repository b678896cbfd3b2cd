import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/operation";
import { throttleSend } from "@/lib/core/throttle";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import type { Db } from "@/lib/platform/database/db";
import { type MessageOperation, rightFor } from "@/lib/shared/messages/message-permissions";
import type { RoomAction } from "@/lib/shared/permissions";
import { requireMay } from "../rooms/access";
import { type FoundMessage, requireMessage, roomOfMessage } from "./access";
import { stateOf } from "./change-message";
import type { MessageRow } from "./message-view";

type OfMessage = { message: string };

const rooms = (_actor: unknown, _input: unknown, { roomId }: { roomId: string }) => [roomId];

/**
 * The part that operations share by which people answer a message without writing one: reactions, votes, confirmations and
 * checks. They are limited as sends are, run with the message's room locked, and get its row.
 *
 * @param action what the caller needs in the room
 */
export const answerScope = (action: RoomAction) => ({
  async prepare(actor: Actor, { message }: OfMessage) {
    await throttleSend(actor);
    return roomOfMessage(actor, message);
  },
  rooms,
  authorize: async ({ db, me }: ChangeContext, { message }: OfMessage): Promise<MessageRow> =>
    (await requireMessage(db, me, action, message)).message,
});

/**
 * The part that operations share which the author of a message may do, and moderators. They run with the message's room
 * locked, and get its row and its room.
 */
export const managingScope = (operation: MessageOperation) => ({
  prepare: (actor: Actor, { message }: OfMessage) => roomOfMessage(actor, message),
  rooms,
  authorize: ({ db, me }: ChangeContext, { message }: OfMessage) =>
    requireMessageFor(db, me, operation, message),
});

/**
 * Finds a message to which the caller may do this, as its author or by their role in the room. Errors as for
 * `requireMessage`.
 */
export async function requireMessageFor(
  db: Db,
  me: Context["me"],
  operation: MessageOperation,
  messageId: string,
): Promise<FoundMessage> {
  const found = await requireMessage(db, me, "read", messageId);
  await requireMay(db, me, rightFor(operation, stateOf(found.message), me.userId), found.message.roomId);
  return found;
}
