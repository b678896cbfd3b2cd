import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { principalOf } from "@/lib/core/principal";
import { noteSessionUse } from "@/lib/core/session-use";
import { throttleSend } from "@/lib/core/throttle";
import { bulkOperation } from "@/lib/delivery/bulk-operation";
import { db } from "@/lib/platform/database/db";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { MessageReceipt, MessageView } from "@/lib/shared/views";
import { confirm, UNCONFIRMED } from "../../confirmations/stored-confirmation";
import { reference } from "../../fields";
import { newPoll } from "../../polls/poll-fields";
import { resolveRoomId } from "../../rooms/access";
import { resolveMentions } from "../mentions/mentions";
import { readMessageAsSender } from "../read-message";
import { type Appended, append } from "./append";
import { checkMessage, messageFields } from "./message-fields";
import { type NewMessage, PLAIN_MESSAGE } from "./new-message";
import { RETRIED_SEND } from "./retried-send";

/** The sent message, or the earlier one of the same sender under the same `clientId`. */
export type SendResult = { isNew: boolean; message: MessageView | MessageReceipt };

/**
 * Sends a message. It is durable when this answers. The same `clientId` from the same sender gives the first message
 * at any later time, whatever else the retry says and whatever has become of the room; so a retry never makes a
 * second one. Without a `clientId`, an Idempotency-Key does that for a day. `threadId` names the root of the thread in
 * which it is a reply; with `alsoInRoom` it appears among the room's messages too. `attachmentIds` are uploads of the sender
 * that no message has yet; with one the text may be empty or absent. `confirm` asks its readers to confirm
 * it, and `poll` asks the text as a question. Errors: `not_found` for non-members, `forbidden` in an
 * archived room, `validation_failed`, `rate_limited`, `unavailable`.
 */
export const sendMessage = bulkOperation({
  key: "message.send",
  summary: "Send a message",
  input: z.object({ room: reference, ...messageFields, confirm }).superRefine(checkMessage),
  bulk: append,
  ...RETRIED_SEND,

  async toItem(
    actor,
    { room, text, clientId, replyToId, threadId, alsoInRoom, attachmentIds = [], confirm, poll },
  ) {
    const sender = principalOf(actor);
    await throttleSend(actor);
    const roomId = await resolveRoomId(actor, room);
    const item: NewMessage = {
      ...PLAIN_MESSAGE,
      roomId,
      sender,
      text,
      clientId: clientId ?? uuid(),
      replyToId: replyToId ?? null,
      threadId: threadId ?? null,
      alsoInRoom,
      mentions: await resolveMentions(roomId, text),
      attachmentIds,
      confirmation: confirm ? UNCONFIRMED : null,
      poll: poll ? newPoll(poll) : null,
    };
    return { roomIds: [roomId], item };
  },

  answer: answerSend,
});

/** Builds a send's answer: the new message, or the answer to a retry. */
export async function answerSend(actor: Actor, appended: Appended): Promise<SendResult> {
  const { userId, revokedBy } = principalOf(actor);
  noteSessionUse(revokedBy.sessionId);
  if ("message" in appended) return { isNew: true, message: wholeMessage(appended.message) };
  return {
    isNew: appended.isNew,
    message: await readMessageAsSender(db(), userId, appended.id),
  };
}
