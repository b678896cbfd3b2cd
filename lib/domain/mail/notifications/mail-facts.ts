import { db } from "@/lib/platform/database/db";
import {
  decideNotification,
  type NotificationDecision,
  type NotifiedReader,
} from "@/lib/shared/messages/notification";
import type { MessageView, NotificationSettingsView, QuietHours } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { type MessageRow, toMessageView } from "../../messages/message-view";
import {
  type CallOfPerson,
  hasReadIn,
  type MemberFacts,
  type PlacedMessage,
  readMembers,
  stranger,
  toNotifiedMessage,
  toNotifiedReader,
} from "../../notifications/member-facts";
import { readCalls } from "../../notifications/message-calls";
import { readSettingsOf } from "../../notifications/read-settings";
import { nameForReader } from "../../rooms/name-for-reader";
import { selectRoomNames } from "../../rooms/room-view";

/** A person who gets mails about messages. */
export type MailReader = {
  userId: string;
  email: string;
  /** The address as it is compared, which unsubscribe links are bound to. */
  emailKey: string;
  displayName: string;
  locale: string | null;
  timeZone: string;
  quietUntil: Date | null;
  quietHours: QuietHours | null;
  settings: NotificationSettingsView;
};

/** A message for one reader, by what the rows say now. */
export type MailedMessage = {
  message: MessageView;
  decision: NotificationDecision;
  /** Name of the room for its reader; null for two people, whose room is the sender. */
  roomName: string | null;
  /** True if it calls the reader, or is for them alone. */
  isForReader: boolean;
};

/** Condition that a mail reaches a person `u`: the account is open, and the address is its own. */
export const HAS_ADDRESS = Prisma.sql`
  u.email IS NOT NULL AND u.email_key IS NOT NULL AND u.deactivated_at IS NULL AND NOT u.is_bot`;

/** Reads a person to whom mail can be sent; null without an address of their own, or with a closed account. */
export async function readMailReader(userId: string): Promise<MailReader | null> {
  const user = await db().user.findFirst({ where: { id: userId, deactivatedAt: null, isBot: false } });
  if (!user?.email || !user.emailKey) return null;
  const { email, emailKey, displayName, locale, quietUntil } = user;
  const quietHours = user.quietHours as QuietHours | null;
  const [timeZone, settings] = [user.timeZone ?? "UTC", await readSettingsOf(db(), userId)];
  return { userId, email, emailKey, displayName, locale, timeZone, quietUntil, quietHours, settings };
}

/**
 * Makes the reader for the decision about a mail. A message counts as read if it ever was: a room that was marked as unread
 * by hand makes no mail.
 */
export const toMailReader = (
  member: MemberFacts,
  message: PlacedMessage,
  called: CallOfPerson,
  now?: Date,
): NotifiedReader => ({
  ...toNotifiedReader(member, message, called, now),
  hasRead: hasReadIn(message, called, Math.max(member.lastReadSeq, member.receiptSeq)),
});

/** Decides about the mail of messages for one person, by what the rows say now, and completes each for its reader. */
export async function readMailFacts(userId: string, rows: readonly MessageRow[]): Promise<MailedMessage[]> {
  const roomIds = [...new Set(rows.map(({ roomId }) => roomId))];
  const where = Prisma.sql`m.user_id = ${userId}::uuid AND m.room_id = ANY(${roomIds}::uuid[])`;
  const [members, calls, rooms] = await Promise.all([
    readMembers(db(), where),
    readCalls(db(), rows, [userId]),
    selectRoomNames(db(), roomIds),
  ]);
  return rows.map((row) => {
    const member = members.find(({ roomId }) => roomId === row.roomId) ?? stranger(row.roomId, userId);
    const called = calls(row, member);
    const room = rooms.find(({ id }) => id === row.roomId);
    return {
      message: toMessageView(row),
      decision: decideNotification(toNotifiedMessage(row), toMailReader(member, row, called), "mail"),
      roomName: nameForReader(userId, member.kind, room),
      isForReader: called.call !== null || called.keyword !== null || member.kind === "direct",
    };
  });
}
