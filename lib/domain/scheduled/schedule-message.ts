import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict, invalidField } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import type { Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { ScheduledView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { reference, time } from "../fields";
import { requireReplyTarget, requireRoot } from "../messages/reply-target";
import { checkMessage, messageFields } from "../messages/send/message-fields";
import { newPoll, requireOpenAt } from "../polls/poll-fields";
import { type MyRoom, requireMay } from "../rooms/access";
import { lockUser } from "../rooms/publish-my-room";
import { publishScheduled } from "./publish-scheduled";
import { lockScheduled, type ScheduledRow, selectScheduled, toScheduledView } from "./scheduled-view";
import { secondsUntil, wakeAt } from "./send-at";

const input = z.object({ room: reference, sendAt: time, ...messageFields }).superRefine(checkMessage);

type Input = z.output<typeof input>;

/**
 * Schedules a message of the caller. It is sent at `sendAt`, by the database's clock, as the caller may send then: see
 * send-due.ts. `attachmentIds` are uploads of the caller that no message has; the scheduled message owns them until it is sent
 * or deleted. The same `clientId` gives the first one again, as it is now. Errors: `not_found` for non-members; `forbidden` where
 * the caller may not post; `validation_failed`, also for a time that has passed or is beyond LIMITS.scheduledDays; `conflict`
 * (`too_many_scheduled`) above LIMITS.scheduledMessages, and (`already_sent`) for the `clientId` of a sent message.
 */
export const scheduleMessage = operation({
  key: "scheduled.create",
  summary: "Schedule a message",
  input,
  authorize: ({ db, me }, { room }) => requireMay(db, me, "send", room),

  async execute(ctx, input, room): Promise<ScheduledView> {
    const { db, me } = ctx;
    await lockUser(db, me.userId);
    const earlier = await findEarlier(db, me.userId, input.clientId);
    if (earlier) return toScheduledView(earlier);
    await requireFewScheduled(db, me.userId);
    const seconds = await secondsUntil(db, input.sendAt);
    const row = await insert(ctx, input, room);
    await wakeAt(ctx, seconds);
    await publishScheduled(ctx, me.userId, row.id);
    return toScheduledView(row);
  },
});

async function findEarlier(db: Tx, userId: string, clientId: string | undefined) {
  if (clientId === undefined) return null;
  const where = Prisma.sql`s.user_id = ${userId}::uuid AND s.client_id = ${clientId}`;
  const [scheduled] = await selectScheduled(db, where);
  if (scheduled) return scheduled;
  const key = { senderId: userId, clientId };
  if (await db.message.findUnique({ where: { senderId_clientId: key }, select: { id: true } }))
    throw conflict("This message was already sent.", "already_sent");
  return null;
}

async function requireFewScheduled(db: Tx, userId: string): Promise<void> {
  if ((await db.scheduledMessage.count({ where: { userId } })) < LIMITS.scheduledMessages) return;
  throw conflict(
    `You can have up to ${LIMITS.scheduledMessages} scheduled messages. Send or delete one first.`,
    "too_many_scheduled",
  );
}

async function insert({ db, me }: WriteContext, given: Input, room: MyRoom): Promise<ScheduledRow> {
  const { text, sendAt, replyToId = null, threadId = null, alsoInRoom, attachmentIds = [], poll } = given;
  if (poll) requireOpenAt(newPoll(poll), sendAt, "poll.closesAt");
  if (threadId !== null) await requireRoot(db, room, threadId);
  const scheduledId = uuid();
  await db.scheduledMessage.create({
    data: {
      id: scheduledId,
      userId: me.userId,
      roomId: room.id,
      clientId: given.clientId ?? scheduledId,
      text,
      replyToId,
      replyToSeq: replyToId === null ? null : await requireReplyTarget(db, room, replyToId),
      threadId,
      alsoInRoom,
      ...(poll && { poll: newPoll(poll) }),
      dueAt: sendAt,
      tryAt: sendAt,
    },
  });
  await ownFiles(db, me.userId, scheduledId, attachmentIds);
  return lockScheduled(db, me.userId, scheduledId);
}

/** Gives uploads to a scheduled message. They are locked as a send and the sweep lock them. */
async function ownFiles(db: Tx, userId: string, scheduledId: string, fileIds: string[]): Promise<void> {
  if (fileIds.length === 0) return;
  const free = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM file f
     WHERE f.id = ANY(${fileIds}::uuid[]) AND f.uploader_id = ${userId}::uuid AND f.attached_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM scheduled_file s WHERE s.file_id = f.id)
     ORDER BY f.id FOR UPDATE`;
  if (free.length < fileIds.length)
    throw invalidField("attachmentIds", "Names a file that is not yours to send.", "invalid");
  const data = fileIds.map((fileId, index) => ({ fileId, scheduledId, place: index + 1 }));
  await db.scheduledFile.createMany({ data });
}
