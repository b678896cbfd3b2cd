import { presence } from "@/lib/delivery/presence";
import type { Db } from "@/lib/platform/database/db";
import type { MessageCall, NotifiedMessage, NotifiedReader } from "@/lib/shared/messages/notification";
import { levelIn } from "@/lib/shared/messages/notification-level";
import { DEFAULT_SETTINGS } from "@/lib/shared/messages/notification-settings";
import { isInRoomLine } from "@/lib/shared/messages/room-line";
import { isQuietNow } from "@/lib/shared/quiet";
import type { NotificationSettingsView, Notify, QuietHours, RoomKind, RoomRole } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import type { MessageRow } from "../messages/message-view";
import type { ThreadPlace } from "../threads/thread-places";

/** The state of a member on which notifications in a room depend, as the rows have it. */
export type MemberFacts = {
  roomId: string;
  userId: string;
  displayName: string;
  kind: RoomKind;
  /** Null for somebody who is not in the room, or whose account is closed. */
  role: RoomRole | null;
  notify: Notify | null;
  mutedUntil: Date | null;
  firstVisibleSeq: number;
  lastReadSeq: number;
  /** The newest message that they have ever read; a room marked as unread does not change it. */
  receiptSeq: number;
  quietUntil: Date | null;
  quietHours: QuietHours | null;
  timeZone: string | null;
  locale: string | null;
  settings: NotificationSettingsView | null;
};

/** Reads the facts of members. `where` sees `m` (the membership), `r` (the room) and `u` (the person). */
export const readMembers = (db: Db, where: Prisma.Sql): Promise<MemberFacts[]> =>
  db.$queryRaw<MemberFacts[]>`
    SELECT m.room_id AS "roomId", m.user_id AS "userId", u.display_name AS "displayName", r.kind::text AS kind,
           CASE WHEN u.deactivated_at IS NULL THEN m.role::text END AS role, m.notify::text AS notify,
           m.muted_until AS "mutedUntil", m.first_visible_seq AS "firstVisibleSeq", m.last_read_seq AS "lastReadSeq",
           m.receipt_seq AS "receiptSeq",
           u.quiet_until AS "quietUntil", u.quiet_hours AS "quietHours", u.time_zone AS "timeZone", u.locale,
           ${SETTINGS} AS settings
      FROM membership m JOIN room r ON r.id = m.room_id JOIN "user" u ON u.id = m.user_id
      LEFT JOIN notification_settings g ON g.user_id = m.user_id
     WHERE ${where}`;

/** People whose facts are read and decided in one turn of the event loop. */
const PART = 250;

/**
 * Reads the facts of members in parts of PART people, as `readMembers` does. Between two parts the process does other work: a
 * room of 5,000 in one part would hold its messages up.
 */
export async function* readMembersInParts(db: Db, where: Prisma.Sql): AsyncGenerator<MemberFacts[]> {
  const [{ userIds }] = await db.$queryRaw<[{ userIds: string[] | null }]>`
    SELECT array_agg(DISTINCT m.user_id) AS "userIds"
      FROM membership m JOIN room r ON r.id = m.room_id JOIN "user" u ON u.id = m.user_id
      LEFT JOIN notification_settings g ON g.user_id = m.user_id
     WHERE ${where}`;
  for (let at = 0; userIds && at < userIds.length; at += PART)
    yield await readMembers(
      db,
      Prisma.sql`${where} AND m.user_id = ANY(${userIds.slice(at, at + PART)}::uuid[])`,
    );
}

/** The settings of `g`, null without a row. */
const SETTINGS = Prisma.sql`
  CASE WHEN g.user_id IS NOT NULL THEN jsonb_build_object(
    'level', g.level, 'keywords', g.keywords, 'ownName', g.own_name, 'push', g.push,
    'pushWhileActive', g.push_while_active, 'mail', g.mail, 'mailDelayMinutes', g.mail_delay_minutes,
    'mailShows', g.mail_shows, 'digest', g.digest, 'digestHour', g.digest_hour, 'digestRoomIds', g.digest_room_ids, 'reactions', g.reactions, 'sound', g.sound,
    'mentionSound', g.mention_sound, 'threadReplies', g.thread_replies, 'badge', g.badge) END`;

/** Condition for the memberships of these pairs of room and person. */
export const isOneOf = (pairs: readonly { roomId: string; userId: string }[]) => Prisma.sql`
  (m.room_id, m.user_id) IN (SELECT * FROM unnest(${pairs.map(({ roomId }) => roomId)}::uuid[],
                                                  ${pairs.map(({ userId }) => userId)}::uuid[]))`;

/** A message's call of a person, a keyword of theirs in it, and their place in its thread. */
export type CallOfPerson = { call: MessageCall | null; keyword: string | null; thread: ThreadPlace | null };

/** The place of a message in its room. */
export type PlacedMessage = Pick<MessageRow, "seq" | "threadId" | "alsoInRoom">;

/** True if a member has read a message: in the room's line up to `roomSeq`, or in its thread. */
export const hasReadIn = (message: PlacedMessage, { thread }: CallOfPerson, roomSeq: number): boolean =>
  (isInRoomLine(message) && message.seq <= roomSeq) || (thread !== null && message.seq <= thread.lastReadSeq);

/** Takes from a row what the decision needs of a message; who is called comes with the reader. */
export const toNotifiedMessage = ({
  seq,
  senderId,
  kind,
  deletedAt,
  threadId,
  alsoInRoom,
}: PlacedMessage & Pick<MessageRow, "senderId" | "kind" | "deletedAt">): NotifiedMessage => ({
  threadId,
  alsoInRoom,
  seq,
  sender: { id: senderId },
  kind,
  deletedAt: deletedAt ? new Date(deletedAt).toISOString() : null,
});

/** Makes the reader for the decision about one message. Presence is as this process knows it. */
export function toNotifiedReader(
  member: MemberFacts,
  message: PlacedMessage,
  called: CallOfPerson,
  now = new Date(),
): NotifiedReader {
  const { call, keyword, thread } = called;
  const settings = member.settings ?? DEFAULT_SETTINGS;
  return {
    userId: member.userId,
    room: {
      kind: member.kind,
      role: member.role,
      notify: levelIn(member.kind, member.notify, settings.level),
      mutedUntil: member.mutedUntil?.toISOString() ?? null,
      firstVisibleSeq: member.firstVisibleSeq,
    },
    isQuiet: isQuietNow(member, now),
    isActiveHere: false,
    isActiveElsewhere: presence().statusOf(member.userId) === "online",
    hasRead: hasReadIn(message, called, member.lastReadSeq),
    followsThread: thread?.isFollowed ?? false,
    now,
    call,
    keyword,
    settings,
  };
}

/** A person who is not in the room of a message. */
export const stranger = (roomId: string, userId: string): MemberFacts => ({
  roomId,
  userId,
  displayName: "",
  kind: "open",
  role: null,
  notify: null,
  mutedUntil: null,
  firstVisibleSeq: 1,
  lastReadSeq: 0,
  receiptSeq: 0,
  quietUntil: null,
  quietHours: null,
  timeZone: null,
  locale: null,
  settings: null,
});
