import type { Db } from "@/lib/platform/database/db";
import { DEFAULT_LEVEL, levelIn } from "@/lib/shared/messages/notification-level";
import type { MyRoomView, Notify, PersonView, RoomView } from "@/lib/shared/views";
import { Prisma, type Room } from "@/prisma/generated/client";
import { MESSAGE_COLUMNS, type MessageRow, toMessageView } from "../messages/message-view";
import { WITH_SENDER } from "../messages/read-message";
import { AVATAR_URL } from "../people/avatar-url";

/** A room as the queries below return it: the table's columns, the reader's own state, and the last message. */
export type RoomRow = Room & {
  people: PersonView[] | null;
  role: MyRoomView["role"];
  notifyChoice: Notify | null;
  /** Level of the person's settings. */
  generalLevel: Notify | null;
  mutedUntil: Date | null;
  starredAt: Date | null;
  folderId: string | null;
  firstVisibleSeq: number | null;
  hasLapsed: boolean;
  lastReadSeq: number | null;
  unreadCount: number | null;
  mentionCount: number | null;
  threadMentionCount: number | null;
  followsThreads: boolean | null;
  repliesInRoom: boolean | null;
  lastMessage: MessageRow | null;
};

/**
 * Converts a room to its view, the same for every reader; `people` names the members of a conversation without a
 * name.
 */
export function toRoomView(room: Room, people: PersonView[] | null): RoomView {
  return {
    id: room.id,
    kind: room.kind,
    name: room.name,
    topic: room.topic,
    description: room.description,
    externalId: room.externalId,
    posting: room.posting,
    history: room.history,
    memberCount: room.memberCount,
    createdAt: new Date(room.createdAt).toISOString(),
    activeAt: new Date(room.activeAt).toISOString(),
    archivedAt: room.archivedAt ? new Date(room.archivedAt).toISOString() : null,
    isDefault: room.isDefault,
    bookmarksRev: room.bookmarksRev,
    seq: room.seq,
    rev: room.rev,
    people: people ?? [],
  };
}

/** Converts a room with the reader's own state; for non-members without its messages. */
export function toMyRoomView(row: RoomRow): MyRoomView {
  return {
    ...toRoomView(row, row.people),
    role: row.role,
    notify: levelIn(row.kind, row.notifyChoice, row.generalLevel ?? DEFAULT_LEVEL),
    notifyChoice: row.notifyChoice,
    mutedUntil: row.mutedUntil?.toISOString() ?? null,
    isStarred: row.starredAt !== null,
    folderId: row.folderId,
    firstVisibleSeq: row.firstVisibleSeq ?? 1,
    hasLapsed: row.hasLapsed,
    lastReadSeq: row.lastReadSeq ?? 0,
    unreadCount: row.unreadCount ?? 0,
    mentionCount: row.mentionCount ?? 0,
    threadMentionCount: row.threadMentionCount ?? 0,
    followsThreads: row.followsThreads === true,
    repliesInRoom: row.repliesInRoom === true,
    lastMessage: row.role && row.lastMessage ? toMessageView(row.lastMessage) : null,
  };
}

/** Members of a conversation without a name, oldest first. */
const PEOPLE = Prisma.sql`
  CASE WHEN r.kind IN ('group', 'direct') THEN (
    SELECT jsonb_agg(p) FROM (
      SELECT u.id, u.username, u.display_name AS "displayName", u.is_bot AS "isBot",
             ${AVATAR_URL}
        FROM membership o JOIN "user" u ON u.id = o.user_id
       WHERE o.room_id = r.id ORDER BY o.joined_at, u.id LIMIT 9) p
  ) END`;

/** Others' user messages after the read mark, counted over an index up to 100, and only if there are any. */
export const UNREAD = Prisma.sql`
  CASE WHEN r.seq > m.last_read_seq THEN
    count_unread(r.id, greatest(m.last_read_seq + 1, m.first_visible_seq), m.user_id, 100)
  ELSE 0 END`;

/** Messages in the line after the read mark that mention the reader, by name, `@here` or `@all`. */
const LINE_MENTIONS = Prisma.sql`
  CASE WHEN r.seq > m.last_read_seq THEN (
    SELECT count(*)::int FROM (
      SELECT n.seq FROM seqs_by_name(
        m.user_id, r.id, greatest(m.last_read_seq + 1, m.first_visible_seq), 100) AS n (seq)
      UNION
      SELECT a.seq FROM seqs_for_all(
        r.id, greatest(m.last_read_seq + 1, m.first_visible_seq), m.user_id, 100) AS a (seq)
      LIMIT 100) called
  ) ELSE 0 END`;

/** Unread messages in threads that mention the reader. They are read with their thread, not with the room. */
const THREAD_MENTIONS = Prisma.sql`
  CASE WHEN r.thread_seq > 0 THEN (
    SELECT least(count(*), 100)::int FROM (
      SELECT DISTINCT c.seq FROM thread_calls(m.user_id, r.id, m.first_visible_seq, 100) AS c (seq)) called)
  ELSE 0 END`;

/** Both together. */
export const MENTIONS = Prisma.sql`least(100, ${LINE_MENTIONS} + ${THREAD_MENTIONS})`;

/** The newest message of the room's line. */
const LAST_MESSAGE = Prisma.sql`
  (SELECT to_jsonb(l) FROM (
     SELECT ${MESSAGE_COLUMNS}
       FROM line_around(r.id, m.first_visible_seq, r.seq, 1, 0) x ${WITH_SENDER}) l)`;

/** Condition that the reader must re-enter the password: the newest change of their membership is `lapsed`. */
const mustReenterPassword = (userId: string) => Prisma.sql`
  m.user_id IS NULL AND r.kind = 'password' AND 'lapsed' = (
    SELECT c.type FROM membership_change c
     WHERE c.room_id = r.id AND c.user_id = ${userId}::uuid ORDER BY c.seq DESC, c.id DESC LIMIT 1) IS TRUE`;

/** Columns of `r`, the room, under the names of its model. */
export const ROOM_COLUMNS = Prisma.sql`
  r.id, r.kind::text AS kind, r.name, r.name_key AS "nameKey", r.topic, r.external_id AS "externalId",
  r.password_hash AS "passwordHash", r.seq, r.rev, r.room_rev AS "roomRev", r.member_version AS "memberVersion",
  r.member_count AS "memberCount", r.thread_seq AS "threadSeq", r.description, r.posting::text AS posting, r.history::text AS history,
  r.history_from_seq AS "historyFromSeq", r.active_at AS "activeAt", r.archived_at AS "archivedAt",
  r.is_default AS "isDefault", r.deleted_at AS "deletedAt", r.created_by_id AS "createdById",
  r.created_at AS "createdAt", r.direct_key AS "directKey",
  r.bookmarks_rev AS "bookmarksRev"`;

/** The reader's own state in a room; `g` is their notification settings. */
const OWN_COLUMNS = Prisma.sql`
  ${PEOPLE} AS people, m.role::text AS role, m.notify::text AS "notifyChoice",
  g.level::text AS "generalLevel", m.muted_until AS "mutedUntil",
  m.starred_at AS "starredAt", m.folder_id AS "folderId", m.first_visible_seq AS "firstVisibleSeq",
  m.last_read_seq AS "lastReadSeq", ${UNREAD} AS "unreadCount", ${MENTIONS} AS "mentionCount",
  ${THREAD_MENTIONS} AS "threadMentionCount", m.follow_threads_from IS NOT NULL AS "followsThreads",
  m.replies_in_room AS "repliesInRoom"`;

/** For lists without messages: the last message is not read. */
export const NO_MESSAGE = Prisma.sql`NULL::jsonb`;

/**
 * Selects rooms with the reader's own state. `where` sees `r` (the room) and `m` (the reader's membership, if any).
 */
export function selectRooms(
  db: Db,
  userId: string,
  where: Prisma.Sql,
  tail = Prisma.empty,
  lastMessage = LAST_MESSAGE,
): Promise<RoomRow[]> {
  return db.$queryRaw<RoomRow[]>`
    SELECT ${ROOM_COLUMNS}, ${OWN_COLUMNS}, (${mustReenterPassword(userId)}) AS "hasLapsed", ${lastMessage} AS "lastMessage"
      FROM room r LEFT JOIN membership m ON m.room_id = r.id AND m.user_id = ${userId}::uuid
      LEFT JOIN notification_settings g ON g.user_id = ${userId}::uuid
     WHERE ${where} ${tail}`;
}

/** Selects one room with the own state of each of several members; non-members are left out. */
export function selectRoomForMembers(
  db: Db,
  roomId: string,
  userIds: string[],
): Promise<(RoomRow & { userId: string })[]> {
  return db.$queryRaw<(RoomRow & { userId: string })[]>`
    SELECT m.user_id AS "userId", ${ROOM_COLUMNS}, ${OWN_COLUMNS}, false AS "hasLapsed",
           ${LAST_MESSAGE} AS "lastMessage"
      FROM room r JOIN membership m ON m.room_id = r.id LEFT JOIN notification_settings g ON g.user_id = m.user_id
     WHERE r.id = ${roomId}::uuid AND m.user_id = ANY(${userIds}::uuid[])`;
}

/** Selects the names of rooms, and the people in those without a name. */
export const selectRoomNames = (
  db: Db,
  roomIds: string[],
): Promise<{ id: string; name: string | null; people: PersonView[] | null }[]> =>
  db.$queryRaw`SELECT r.id, r.name, ${PEOPLE} AS people FROM room r WHERE r.id = ANY(${roomIds}::uuid[])`;

/** Reads a room's view for everyone in it, within the change that made it so. */
export async function readRoomView(db: Db, roomId: string): Promise<RoomView> {
  const [row] = await db.$queryRaw<(Room & { people: PersonView[] | null })[]>`
    SELECT ${ROOM_COLUMNS}, ${PEOPLE} AS people FROM room r WHERE r.id = ${roomId}::uuid`;
  if (!row) throw new Error(`Room ${roomId} is gone`);
  return toRoomView(row, row.people);
}
