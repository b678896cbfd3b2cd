import { db } from "@/lib/platform/database/db";
import { decideNotification, type NotificationDecision } from "@/lib/shared/messages/notification";
import type { MessageView, PersonView } from "@/lib/shared/views";
import { Prisma, type PushSubscription } from "@/prisma/generated/client";
import { type MessageRow, toMessageView } from "../messages/message-view";
import { selectMessages } from "../messages/read-message";
import {
  isOneOf,
  type MemberFacts,
  readMembers,
  stranger,
  toNotifiedMessage,
  toNotifiedReader,
} from "../notifications/member-facts";
import { type MessageCalls, readCalls } from "../notifications/message-calls";
import { nameForReader } from "../rooms/name-for-reader";
import { selectRoomNames } from "../rooms/room-view";
import type { TakenDelivery } from "./deliveries";
import { liveDevices } from "./device-view";
import { readBadges } from "./read-badges";

/** Everything that a push depends on at the moment when it is sent. */
export type DeliveryFacts = {
  device: PushSubscription;
  message: MessageView;
  decision: NotificationDecision;
  /** True if the message calls the person, or is for them alone. */
  isForPerson: boolean;
  roomName: string | null;
  locale: string | null;
  badge: number;
};

type RoomNames = Map<string, { name: string | null; people: PersonView[] | null }>;

/** Reads the facts of pushes, all of a kind in one query. A push without its message or device has none. */
export async function readDeliveryFacts(
  taken: readonly TakenDelivery[],
): Promise<Map<TakenDelivery, DeliveryFacts>> {
  const userIds = [...new Set(taken.map(({ userId }) => userId))];
  const [messages, devices, badges] = await Promise.all([
    readMessages(taken),
    readDevices(taken),
    readBadges(db(), userIds),
  ]);
  const pairs = taken.flatMap(({ messageId, userId }) => {
    const row = messages.get(messageId);
    return row ? [{ roomId: row.roomId, userId }] : [];
  });
  const [members, calls, rooms] = await Promise.all([
    readMembersByPair(pairs),
    readCalls(db(), [...messages.values()], userIds),
    readRoomNames(pairs.map(({ roomId }) => roomId)),
  ]);
  const known = { messages, devices, badges, members, calls, rooms };
  return new Map(taken.flatMap((one) => entryOf(one, factsOf(one, known))));
}

const entryOf = (one: TakenDelivery, facts: DeliveryFacts | null): [TakenDelivery, DeliveryFacts][] =>
  facts ? [[one, facts]] : [];

type Known = {
  messages: Map<string, MessageRow>;
  devices: Map<string, PushSubscription>;
  badges: Map<string, number>;
  members: Map<string, MemberFacts>;
  calls: MessageCalls;
  rooms: RoomNames;
};

function factsOf({ messageId, userId, subscriptionId }: TakenDelivery, known: Known): DeliveryFacts | null {
  const row = known.messages.get(messageId);
  const device = known.devices.get(subscriptionId ?? "");
  if (!row || device?.userId !== userId) return null;
  const member = known.members.get(`${row.roomId} ${userId}`) ?? stranger(row.roomId, userId);
  const called = known.calls(row, member);
  const reader = toNotifiedReader(member, row, called);
  return {
    device,
    message: toMessageView(row),
    decision: decideNotification(toNotifiedMessage(row), reader, "push"),
    isForPerson: called.call !== null || called.keyword !== null || member.kind === "direct",
    roomName: nameForReader(userId, member.kind, known.rooms.get(row.roomId)),
    locale: member.locale,
    badge: known.badges.get(userId) ?? 0,
  };
}

async function readMessages(taken: readonly TakenDelivery[]): Promise<Map<string, MessageRow>> {
  const ids = [...new Set(taken.map(({ messageId }) => messageId))];
  const rows = await selectMessages(db(), Prisma.sql`x.id = ANY(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

async function readDevices(taken: readonly TakenDelivery[]): Promise<Map<string, PushSubscription>> {
  const ids = taken.flatMap(({ subscriptionId }) => subscriptionId ?? []);
  const devices = await db().pushSubscription.findMany({ where: { ...liveDevices(), id: { in: ids } } });
  return new Map(devices.map((device) => [device.id, device]));
}

async function readMembersByPair(
  pairs: { roomId: string; userId: string }[],
): Promise<Map<string, MemberFacts>> {
  const members = await readMembers(db(), isOneOf(pairs));
  return new Map(members.map((member) => [`${member.roomId} ${member.userId}`, member]));
}

async function readRoomNames(roomIds: string[]): Promise<RoomNames> {
  const rooms = await selectRoomNames(db(), [...new Set(roomIds)]);
  return new Map(rooms.map(({ id, name, people }) => [id, { name, people }]));
}
