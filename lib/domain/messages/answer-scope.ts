import type { Actor } from "@/lib/core/actor";
import { throttleSend } from "@/lib/core/throttle";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import type { RoomAction } from "@/lib/shared/permissions";
import { requireMessage, roomOfMessage } from "./access";
import type { MessageRow } from "./message-view";

type OfMessage = { message: string };

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
  rooms: (_actor: unknown, _input: unknown, { roomId }: { roomId: string }) => [roomId],
  authorize: async ({ db, me }: ChangeContext, { message }: OfMessage): Promise<MessageRow> =>
    (await requireMessage(db, me, action, message)).message,
});
