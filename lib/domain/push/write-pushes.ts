import type { EnqueueContext } from "@/lib/core/jobs/enqueue";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { decideNotification } from "@/lib/shared/messages/notification";
import { Prisma } from "@/prisma/generated/client";
import type { MessageRow } from "../messages/message-view";
import { type MemberFacts, toNotifiedMessage, toNotifiedReader } from "../notifications/member-facts";
import { type MessageCalls, readCalls } from "../notifications/message-calls";
import { insertDeliveries, type NewDelivery } from "./deliveries";
import { IS_LIVE } from "./device-view";
import { wakePushSender } from "./push-sender";

type Device = { id: string; userId: string; name: string };

/** Condition for memberships `m` of people who have a device, and a level above nothing in the room. */
export const HAS_DEVICES = Prisma.sql`
  m.notify IS DISTINCT FROM 'nothing'
  AND m.user_id IN (SELECT p.user_id FROM push_subscription p JOIN session s ON s.id = p.session_id
                     WHERE NOT p.is_paused AND ${IS_LIVE})`;

/**
 * Writes a row for each push that follows from messages, in the caller's transaction: for each message, each of these
 * members who wants it, and each of their devices. The sender decides again before it sends.
 */
export async function writePushes(
  ctx: EnqueueContext,
  messages: readonly MessageRow[],
  members: readonly MemberFacts[],
): Promise<void> {
  const userIds = [...new Set(members.map(({ userId }) => userId))];
  const calls = await readCalls(ctx.db, messages, userIds);
  const wanted = wantedBy(messages, members, calls);
  if (wanted.length === 0) return;
  const devices = Map.groupBy(await readDevices(ctx.db, userIds), ({ userId }) => userId);
  const deliveries = wanted.flatMap((one) =>
    (devices.get(one.userId) ?? []).map(
      ({ id, name }): NewDelivery => ({ ...one, subscriptionId: id, name }),
    ),
  );
  if (deliveries.length === 0) return;
  await insertDeliveries(ctx.db, deliveries);
  ctx.afterCommit(wakePushSender);
}

const readDevices = (db: Db, userIds: string[]) => db.$queryRaw<Device[]>`
  SELECT p.id, p.user_id AS "userId", p.name FROM push_subscription p JOIN session s ON s.id = p.session_id
   WHERE p.user_id = ANY(${userIds}::uuid[]) AND NOT p.is_paused AND ${IS_LIVE}`;

type Wanted = Pick<NewDelivery, "messageId" | "userId" | "isHeld">;

/** The messages that people want to be told of. Of many at once in a room, the older ones only if they call the person. */
function wantedBy(
  messages: readonly MessageRow[],
  members: readonly MemberFacts[],
  calls: MessageCalls,
): Wanted[] {
  const membersOf = Map.groupBy(members, ({ roomId }) => roomId);
  const now = new Date();
  const wantOf = (row: MessageRow, member: MemberFacts, isOld: boolean): Wanted[] => {
    const called = calls(row, member);
    if (isOld && !called.call && !called.keyword) return [];
    const reader = toNotifiedReader(member, row, called, now);
    const { isWanted, isHeld } = decideNotification(toNotifiedMessage(row), reader, "push");
    return isWanted ? [{ messageId: row.id, userId: member.userId, isHeld }] : [];
  };
  return [...Map.groupBy(messages, ({ roomId }) => roomId)].flatMap(([roomId, all]) =>
    all.flatMap((row, at) => {
      const isOld = at < all.length - LIMITS.pushesPerRoom;
      return (membersOf.get(roomId) ?? []).flatMap((member) => wantOf(row, member, isOld));
    }),
  );
}
