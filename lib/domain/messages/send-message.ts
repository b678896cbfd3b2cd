import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { unauthenticated } from "@/lib/core/errors";
import { noteUse } from "@/lib/core/last-use";
import { bulkOperation } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { db } from "@/lib/platform/db";
import { LIMITS } from "@/lib/shared/limits";
import { wholeMessage } from "@/lib/shared/live";
import type { MessageReceipt, MessageView } from "@/lib/shared/views";
import { id, messageText, reference, text } from "../fields";
import { resolveRoomId } from "../rooms/access";
import { type Appended, append, type Draft } from "./append";
import { readMessageAsSender } from "./read-message";

/** A message that was sent, or the one that the same sender sent before under the same `clientId`. */
export type Sent = { isNew: boolean; message: MessageView | MessageReceipt };

/**
 * Sends a message. It is durable when this answers. The same `clientId` from the same sender again, at any later time,
 * gives the first message, whatever the text; so a retry never makes a second one. Errors: `not_found` for those who
 * are not in the room, `forbidden` for an archived one, `validation_failed`, `rate_limited`, `unavailable`.
 */
export const sendMessage = bulkOperation({
  key: "message.send",
  summary: "Send a message",
  input: z.object({
    room: reference,
    text: messageText,
    clientId: text({ min: 1, max: LIMITS.clientIdLength }).optional(),
    replyToId: id.nullish(),
  }),
  bulk: append,

  async draft(actor, { room, text, clientId, replyToId }) {
    const { sessionId, userId } = requireClaim(actor);
    await throttle("sendBurst", userId);
    const roomId = await resolveRoomId(actor, room);
    const item: Draft = {
      roomId,
      sessionId,
      userId,
      text,
      clientId: clientId ?? uuid(),
      replyToId: replyToId ?? null,
    };
    return { roomIds: [roomId], item };
  },

  async answer(actor, appended: Appended): Promise<Sent> {
    noteUse(requireClaim(actor).sessionId);
    if (appended.isNew) return { isNew: true, message: wholeMessage(appended.message) };
    return {
      isNew: false,
      message: await readMessageAsSender(db(), requireClaim(actor).userId, appended.id),
    };
  },
});

/** A send needs a session to claim; whether it may is decided by the rows, in the statement that writes. */
function requireClaim({ sessionId, userId }: Actor): { sessionId: string; userId: string } {
  if (!sessionId || !userId) throw unauthenticated();
  return { sessionId, userId };
}
