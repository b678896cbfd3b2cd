import { v4 as randomId, v7 as uuid } from "uuid";
import { type Db, db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { Prisma } from "@/prisma/generated/client";

/** A push to be sent: of a message, to a person's device. */
export type NewDelivery = {
  messageId: string;
  userId: string;
  subscriptionId: string;
  name: string;
  isHeld: boolean;
};

/** A push that this process sends. It is leased, as a job is: see lib/core/jobs/job-rows.ts. */
export type TakenDelivery = {
  id: string;
  messageId: string;
  userId: string;
  subscriptionId: string | null;
  /** This attempt's number, from 1. */
  attempts: number;
  runToken: string;
  /** Seconds since the message was committed. */
  age: number;
};

/** A push that is being sent stays taken for so many seconds: longer than a service may take for its answer. */
const LEASE_SECONDS = 60;

/** Condition for rows of pushes; those of mails are in the same table (lib/domain/mail/notifications). */
const IS_PUSH = Prisma.sql`target <> 'mail'`;

/** Writes pushes to be sent, each once for a message, person and device, however often it is called. */
export async function insertDeliveries(rows: Db, deliveries: readonly NewDelivery[]): Promise<void> {
  for (let at = 0; at < deliveries.length; at += LIMITS.deliveriesAtOnce) {
    const part = deliveries.slice(at, at + LIMITS.deliveriesAtOnce);
    await rows.$executeRaw`
      INSERT INTO notification_delivery (id, message_id, user_id, subscription_id, target, name, is_held, due_at, reason)
      SELECT n.id, n.message_id, n.user_id, n.device, n.device::text, n.name, n.is_held,
             now() + make_interval(secs => CASE WHEN n.is_held THEN ${LIMITS.pushHoldSeconds}::float8 ELSE 0 END),
             CASE WHEN n.is_held THEN 'active_elsewhere' END
        FROM unnest(${part.map(() => uuid())}::uuid[], ${part.map(({ messageId }) => messageId)}::uuid[],
                    ${part.map(({ userId }) => userId)}::uuid[],
                    ${part.map(({ subscriptionId }) => subscriptionId)}::uuid[],
                    ${part.map(({ name }) => name)}::text[], ${part.map(({ isHeld }) => isHeld)}::boolean[])
             AS n (id, message_id, user_id, device, name, is_held)
      ON CONFLICT (message_id, user_id, target) DO NOTHING`;
  }
}

/** Takes due pushes, those first that have been due longest. */
export async function takeDeliveries(most: number): Promise<TakenDelivery[]> {
  const runToken = randomId();
  const taken = await db().$queryRaw<Omit<TakenDelivery, "runToken">[]>`
    UPDATE notification_delivery SET attempts = attempts + 1, run_token = ${runToken}::uuid,
           due_at = now() + make_interval(secs => ${LEASE_SECONDS}::float8)
     WHERE id IN (SELECT id FROM notification_delivery WHERE state = 'waiting' AND due_at <= now() AND ${IS_PUSH}
                   ORDER BY due_at, id LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING id, message_id AS "messageId", user_id AS "userId", subscription_id AS "subscriptionId", attempts,
              extract(epoch FROM now() - created_at)::float8 AS age`;
  return taken.map((one) => ({ ...one, runToken })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Seconds until the next push is due; null if none waits. */
export async function secondsToNextDelivery(): Promise<number | null> {
  const [row] = await db().$queryRaw<{ seconds: number | null }[]>`
    SELECT extract(epoch FROM min(due_at) - now())::float8 AS seconds
      FROM notification_delivery WHERE state = 'waiting' AND ${IS_PUSH}`;
  return row?.seconds ?? null;
}

/** End of a push: it was sent, withheld by a rule, or failed for good. */
export type DeliveryEnd = { state: "sent" | "withheld" | "failed"; reason: string | null };

/** Records the end of pushes, unless another process has taken them meanwhile. */
export async function endDeliveries(
  ended: readonly { taken: TakenDelivery; end: DeliveryEnd }[],
): Promise<void> {
  if (ended.length === 0) return;
  await db().$executeRaw`
    UPDATE notification_delivery d SET state = n.state, reason = n.reason, ended_at = now(), run_token = NULL, is_held = false
      FROM unnest(${ended.map(({ taken }) => taken.id)}::uuid[], ${ended.map(({ taken }) => taken.runToken)}::uuid[],
                  ${ended.map(({ end }) => end.state)}::text[], ${ended.map(({ end }) => end.reason)}::text[])
           AS n (id, run_token, state, reason)
     WHERE d.id = n.id AND d.run_token = n.run_token`;
}

/** Puts a push off by so many seconds. `isHeld`: until its person turns away, if that is sooner. */
export async function postponeDelivery(
  { id, runToken }: TakenDelivery,
  { seconds, reason, isHeld = false }: { seconds: number; reason: string; isHeld?: boolean },
): Promise<void> {
  await db().$executeRaw`
    UPDATE notification_delivery SET run_token = NULL, reason = ${reason}, is_held = ${isHeld},
           due_at = now() + make_interval(secs => ${seconds}::float8)
     WHERE id = ${id}::uuid AND run_token = ${runToken}::uuid`;
}

/** Makes pushes due that were taken and not sent, because the process stops. */
export async function releaseDeliveries(taken: readonly TakenDelivery[]): Promise<void> {
  await db().$executeRaw`
    UPDATE notification_delivery SET run_token = NULL, due_at = now(), attempts = greatest(attempts - 1, 0)
     WHERE id = ANY(${taken.map(({ id }) => id)}::uuid[]) AND run_token = ANY(${taken.map(({ runToken }) => runToken)}::uuid[])`;
}

/** Makes the pushes due that wait for these people to turn away. @returns how many there were */
export const releaseHeld = (userIds: readonly string[]): Promise<number> => db().$executeRaw`
  UPDATE notification_delivery SET due_at = now()
   WHERE user_id = ANY(${userIds}::uuid[]) AND state = 'waiting' AND is_held AND run_token IS NULL AND due_at > now()`;
