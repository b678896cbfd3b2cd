import { type EnqueueContext, enqueueAll } from "@/lib/core/jobs/enqueue";
import { decideNotification } from "@/lib/shared/messages/notification";
import { DEFAULT_SETTINGS } from "@/lib/shared/messages/notification-settings";
import { Prisma } from "@/prisma/generated/client";
import type { MessageRow } from "../../messages/message-view";
import { type MemberFacts, toNotifiedMessage } from "../../notifications/member-facts";
import { readCalls } from "../../notifications/message-calls";
import { HAS_ADDRESS, toMailReader } from "./mail-facts";
import { mailMissedJob } from "./mail-missed";
import { insertMailRows, type NewMailRow } from "./mail-rows";

/** Condition for memberships `m` of people `u` who want mentions by mail, by their settings `g`. */
export const WANTS_MAIL = Prisma.sql`
  g.mail = 'mentions' AND m.notify IS DISTINCT FROM 'nothing' AND ${HAS_ADDRESS}`;

/**
 * Writes a row for each mail that may follow from messages, in the caller's transaction, and wakes one job for each person
 * when their first message has waited. The job decides again before it sends.
 */
export async function writeMails(
  ctx: EnqueueContext,
  messages: readonly MessageRow[],
  members: readonly MemberFacts[],
): Promise<void> {
  const mails = await wantedBy(ctx, messages, members);
  if (mails.length === 0) return;
  const waiting = await insertMailRows(ctx.db, mails);
  const delays = new Map(mails.map(({ userId, delayMinutes }) => [userId, delayMinutes]));
  const byDelay = Map.groupBy([...waiting].sort(), (userId) => delays.get(userId) ?? 0);
  for (const [minutes, userIds] of byDelay) {
    const inputs = new Map(userIds.map((userId) => [userId, { userId }]));
    await enqueueAll(ctx, mailMissedJob, inputs, { delaySeconds: minutes * 60 });
  }
}

async function wantedBy(
  { db }: EnqueueContext,
  messages: readonly MessageRow[],
  members: readonly MemberFacts[],
): Promise<NewMailRow[]> {
  const calls = await readCalls(
    db,
    messages,
    members.map(({ userId }) => userId),
  );
  const membersOf = Map.groupBy(members, ({ roomId }) => roomId);
  const now = new Date();
  return messages.flatMap((row) => {
    const message = toNotifiedMessage(row);
    const wanting = (membersOf.get(row.roomId) ?? []).filter(
      (member) =>
        decideNotification(message, toMailReader(member, row, calls(row, member), now), "mail").isWanted,
    );
    return wanting.map(({ userId, settings }) => {
      const { mailDelayMinutes } = settings ?? DEFAULT_SETTINGS;
      return { messageId: row.id, userId, delayMinutes: mailDelayMinutes };
    });
  });
}
