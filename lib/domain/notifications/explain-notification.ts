import { z } from "zod";
import { type Context, query } from "@/lib/core/operation";
import { decideNotification, type NotificationDecision } from "@/lib/shared/messages/notification";
import type { MessageNotificationView } from "@/lib/shared/views";
import { type NotificationDelivery, Prisma } from "@/prisma/generated/client";
import { id } from "../fields";
import { requireMessage } from "../messages/access";
import type { MessageRow } from "../messages/message-view";
import { liveDevicesOf } from "../push/device-view";
import { readMembers, stranger, toNotifiedMessage, toNotifiedReader } from "./member-facts";
import { readCalls } from "./message-calls";

type DeliveryView = MessageNotificationView["deliveries"][number];

/**
 * Explains to the caller why they were, or were not, told of a message: the rules for pushes in order, by the caller's
 * settings as they are now at the time of the message, and what became of it on the way to each device. Deliveries are
 * kept for LIMITS.deliveryDays. Nobody sees another person's answer. Error: `not_found`.
 */
export const explainNotification = query({
  key: "message.notification",
  summary: "Get why I was told of a message",
  input: z.object({ message: id }),
  authorize: async ({ db, me }, { message }) => (await requireMessage(db, me, "read", message)).message,

  async execute(ctx, _input, message): Promise<MessageNotificationView> {
    const { steps } = await decideThen(ctx, message);
    const deliveries = await readDeliveries(ctx, message.id);
    const told = deliveries.filter(({ state }) => state === "sent" || state === "waiting");
    return {
      wasNotified: told.length > 0,
      channels: [...new Set(told.map(({ channel }) => channel))].sort(),
      steps,
      deliveries,
      deviceCount: await ctx.db.pushSubscription.count({
        where: { ...liveDevicesOf(ctx.me.userId), isPaused: false },
      }),
    };
  },
});

/** Decides for the moment of the message, when nobody had read it. */
async function decideThen(
  { db, me: { userId } }: Pick<Context, "db" | "me">,
  row: MessageRow,
): Promise<NotificationDecision> {
  const where = Prisma.sql`m.room_id = ${row.roomId}::uuid AND m.user_id = ${userId}::uuid`;
  const [member = stranger(row.roomId, userId)] = await readMembers(db, where);
  const calls = await readCalls(db, [row], [userId]);
  const reader = toNotifiedReader(member, row, calls(row, member), new Date(row.createdAt));
  const then = { ...reader, hasRead: false, isActiveElsewhere: false };
  return decideNotification(toNotifiedMessage(row), then, "push");
}

async function readDeliveries(
  { db, me }: Pick<Context, "db" | "me">,
  messageId: string,
): Promise<DeliveryView[]> {
  const rows = await db.notificationDelivery.findMany({
    where: { messageId, userId: me.userId },
    orderBy: { id: "asc" },
    take: 100,
  });
  return rows.map(toDeliveryView);
}

/** A mail that waits is shown with the time at which it is due. */
function toDeliveryView(row: NotificationDelivery): DeliveryView {
  const { target, name, state, reason, createdAt, dueAt, endedAt } = row;
  const channel = target === "mail" ? "mail" : "push";
  const begun = channel === "mail" ? dueAt : createdAt;
  return {
    target,
    channel,
    name,
    state: state as DeliveryView["state"],
    reason,
    at: (endedAt ?? begun).toISOString(),
  };
}
