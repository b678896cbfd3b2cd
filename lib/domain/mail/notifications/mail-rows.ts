import { v7 as uuid } from "uuid";
import { type Db, db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";

/** A message to be mailed to a person if they do not read it within so many minutes. */
export type NewMailRow = { messageId: string; userId: string; delayMinutes: number };

/** A row of `notification_delivery` that waits for a mail. */
export type WaitingMail = {
  id: string;
  messageId: string;
  isDue: boolean;
  /** True if it was due so long ago that a mail would come too late. */
  isStale: boolean;
  /** Seconds until it is due. */
  seconds: number;
};

/** The `target` of a mail among a message's deliveries: a message is mailed to a person once, whatever the mail. */
const TARGET = "mail";

/** Rows of one person that one mail covers at most. */
const MOST = 500;

/** Writes messages to be mailed, each once for a person. @returns the people who wait for a mail because of this call */
export async function insertMailRows(rows: Db, mails: readonly NewMailRow[]): Promise<Set<string>> {
  const waiting = new Set<string>();
  for (let at = 0; at < mails.length; at += LIMITS.deliveriesAtOnce) {
    const part = mails.slice(at, at + LIMITS.deliveriesAtOnce);
    const inserted = await rows.$queryRaw<{ userId: string }[]>`
      INSERT INTO notification_delivery (id, message_id, user_id, target, due_at)
      SELECT n.id, n.message_id, n.user_id, ${TARGET}, now() + make_interval(mins => n.delay)
        FROM unnest(${part.map(() => uuid())}::uuid[], ${part.map(({ messageId }) => messageId)}::uuid[],
                    ${part.map(({ userId }) => userId)}::uuid[],
                    ${part.map(({ delayMinutes }) => delayMinutes)}::int[]) AS n (id, message_id, user_id, delay)
      ON CONFLICT (message_id, user_id, target) DO NOTHING
      RETURNING user_id AS "userId"`;
    for (const { userId } of inserted) waiting.add(userId);
  }
  return waiting;
}

/** Reads the messages that wait for a mail to a person, those first that are due first. */
export const readWaitingMails = (userId: string): Promise<WaitingMail[]> => db().$queryRaw<WaitingMail[]>`
  SELECT id, message_id AS "messageId", due_at <= now() AS "isDue",
         due_at < now() - make_interval(hours => ${LIMITS.mailHours}::int) AS "isStale",
         extract(epoch FROM due_at - now())::float8 AS seconds
    FROM notification_delivery
   WHERE user_id = ${userId}::uuid AND target = ${TARGET} AND state = 'waiting'
   ORDER BY due_at, id LIMIT ${MOST}`;

/** Returns when the oldest message that waits for a mail to a person was sent; null if none waits. */
export async function oldestWaitingMail(rows: Db, userId: string): Promise<Date | null> {
  const [oldest] = await rows.$queryRaw<[{ at: Date | null }]>`
    SELECT min(x.created_at) AS at FROM notification_delivery d JOIN message x ON x.id = d.message_id
     WHERE d.user_id = ${userId}::uuid AND d.target = ${TARGET} AND d.state = 'waiting'`;
  return oldest.at;
}

/** End of a message's mail: it was sent, withheld by a rule, or failed for good. */
type MailEnd = { id: string; state: "sent" | "withheld" | "failed"; reason: string | null };

/** Records the end of mails. */
export async function endMails(ends: readonly MailEnd[]): Promise<void> {
  if (ends.length === 0) return;
  await db().$executeRaw`
    UPDATE notification_delivery d SET state = n.state, reason = n.reason, ended_at = now()
      FROM unnest(${ends.map(({ id }) => id)}::uuid[], ${ends.map(({ state }) => state)}::text[],
                  ${ends.map(({ reason }) => reason)}::text[]) AS n (id, state, reason)
     WHERE d.id = n.id AND d.state = 'waiting'`;
}

/** Notes that the mail server did not take the mail of these messages yet. */
export async function noteBusy(ids: readonly string[]): Promise<void> {
  await db().$executeRaw`
    UPDATE notification_delivery SET attempts = attempts + 1, reason = 'mail_busy' WHERE id = ANY(${[...ids]}::uuid[])`;
}

/** Writes down the messages that a digest showed. One that waited for a mail is done with it. */
export async function recordDigest(rows: Db, userId: string, messageIds: readonly string[]): Promise<void> {
  await rows.$executeRaw`
    INSERT INTO notification_delivery (id, message_id, user_id, target, state, reason, ended_at)
    SELECT n.id, n.message_id, ${userId}::uuid, ${TARGET}, 'sent', 'digest', now()
      FROM unnest(${messageIds.map(() => uuid())}::uuid[], ${[...messageIds]}::uuid[]) AS n (id, message_id)
    ON CONFLICT (message_id, user_id, target) DO UPDATE SET state = 'sent', reason = 'digest', ended_at = now()`;
}

/** Returns those of the messages that were mailed to a person already. */
export async function readMailed(userId: string, messageIds: readonly string[]): Promise<Set<string>> {
  const found = await db().notificationDelivery.findMany({
    where: { userId, target: TARGET, state: "sent", messageId: { in: [...messageIds] } },
    select: { messageId: true },
  });
  return new Set(found.map(({ messageId }) => messageId));
}
