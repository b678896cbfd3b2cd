import { v7 as uuid } from "uuid";
import { z } from "zod";
import { readCaller } from "@/lib/core/caller";
import { principalOf } from "@/lib/core/principal";
import { throttleSend } from "@/lib/core/throttle";
import { bulkOperation } from "@/lib/delivery/bulk-operation";
import { db } from "@/lib/platform/database/db";
import { clientId, id } from "../../fields";
import { requireMessage } from "../access";
import { requireAllowed } from "../change-message";
import { append } from "./append";
import { type NewMessage, PLAIN_MESSAGE } from "./new-message";
import { RETRIED_SEND } from "./retried-send";
import { answerSend } from "./send-message";

/**
 * Forwards a message to another room with its origin, author and time, and its files, which both then share. It
 * mentions nobody. Retries work as for sending. Errors: `not_found` for a message that the caller may not read and for a
 * room that they are not in; `gone`, also if a file is removed meanwhile; `forbidden` if they may not post;
 * `rate_limited`.
 */
export const forwardMessage = bulkOperation({
  key: "message.forward",
  summary: "Forward a message",
  input: z.object({ message: id, roomId: id, clientId }),
  bulk: append,
  ...RETRIED_SEND,

  async toItem(actor, { message, roomId, clientId }) {
    const sender = principalOf(actor);
    await throttleSend(actor);
    const me = await readCaller(db(), actor, "write");
    const { message: original } = await requireMessage(db(), me, "read", message);
    requireAllowed("forward", original, me.userId);
    const item: NewMessage = {
      ...PLAIN_MESSAGE,
      roomId,
      sender,
      text: original.text,
      clientId: clientId ?? uuid(),
      forwardedFrom: {
        messageId: original.forwardOfId ?? original.id,
        senderName: original.forwardSender ?? original.displayName,
        sentAt: (original.forwardSentAt ?? original.createdAt).toISOString(),
      },
      attachmentIds: original.attachments?.map(({ id }) => id) ?? [],
      filesOfId: original.attachments ? original.id : null,
    };
    return { roomIds: [roomId], item };
  },

  answer: answerSend,
});
