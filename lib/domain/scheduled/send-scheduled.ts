import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { throttleSend } from "@/lib/core/throttle";
import { roomOperation } from "@/lib/delivery/room-operation";
import { db } from "@/lib/platform/database/db";
import type { MessageReceipt } from "@/lib/shared/views";
import { id } from "../fields";
import { resolveMentions } from "../messages/mentions/mentions";
import { lockUser } from "../rooms/publish-my-room";
import { postScheduled } from "./post-scheduled";
import { publishScheduled } from "./publish-scheduled";
import { lockScheduled } from "./scheduled-view";

/**
 * Sends the caller's scheduled message now, instead of at its time; one that failed or is overdue too. Where it may not be
 * sent it stays as it is. Errors: `not_found`, also where it was sent meanwhile and for a room that the caller is not in;
 * `forbidden` where they may not post; `validation_failed` for a file or a quoted message that is gone.
 */
export const sendScheduled = roomOperation({
  key: "scheduled.send",
  summary: "Send a scheduled message now",
  input: z.object({ scheduled: id }),

  async prepare(actor, { scheduled }) {
    await throttleSend(actor);
    const row = await db().scheduledMessage.findFirst({
      where: { id: scheduled, userId: actor.userId ?? "" },
      select: { roomId: true, text: true },
    });
    if (!row) throw notFound("This message isn't scheduled any more.");
    return { roomId: row.roomId, mentions: await resolveMentions(row.roomId, row.text) };
  },

  rooms: (_actor, _input, { roomId }) => [roomId],

  async authorize({ db, me }, { scheduled }) {
    await lockUser(db, me.userId);
    return lockScheduled(db, me.userId, scheduled);
  },

  async execute(ctx, _input, row, { mentions }): Promise<MessageReceipt> {
    const posted = await postScheduled(ctx.db, row, { mentions, isLate: false });
    if ("refusal" in posted) throw posted.refusal;
    for (const change of posted.changes) ctx.changed(change);
    await publishScheduled(ctx, row.userId, row.id, posted.messageId);
    // Without the text: an Idempotency-Key keeps the answer, and the message may be deleted.
    return ctx.db.message.findUniqueOrThrow({
      where: { id: posted.messageId },
      select: { id: true, roomId: true, seq: true, rev: true, clientId: true },
    });
  },
});
