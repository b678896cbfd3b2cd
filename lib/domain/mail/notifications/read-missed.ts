import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { Prisma } from "@/prisma/generated/client";
import { MESSAGE_COLUMNS, type MessageRow } from "../../messages/message-view";
import { WITH_SENDER } from "../../messages/read-message";
import { type MailedMessage, type MailReader, readMailFacts } from "./mail-facts";
import { readMailed } from "./mail-rows";

/** A digest ends so long before its moment, so that it misses no message that is just being committed. */
const MARGIN_MS = 60_000;
/** A digest that comes after a pause goes back so many days at most. */
const MOST_DAYS = { daily: 2, weekly: 8 };
const DAY_MS = 86_400_000;

/**
 * Reads what a person missed between two digests: unread messages that were not mailed to them already, by the same
 * decision as every notification.
 * @returns isMore is true if a room had more messages than were read
 */
export async function readMissed(
  reader: MailReader,
  since: Date,
  now: Date,
): Promise<{ messages: MailedMessage[]; isMore: boolean }> {
  const begin = Math.max(
    since.getTime() - MARGIN_MS,
    now.getTime() - MOST_DAYS[reader.settings.digest] * DAY_MS,
  );
  const rows = await readUnread(reader, new Date(begin), new Date(now.getTime() - MARGIN_MS));
  const mailed = await readMailed(
    reader.userId,
    rows.map(({ id }) => id),
  );
  const fresh = rows.filter(({ id }) => !mailed.has(id));
  const messages = (await readMailFacts(reader.userId, fresh)).filter(({ decision }) => decision.isWanted);
  const perRoom = Map.groupBy(rows, ({ roomId }) => roomId);
  const isMore = [...perRoom.values()].some(({ length }) => length === LIMITS.digestPerRoom);
  return { messages, isMore };
}

/**
 * Reads the newest unread messages of each room of the digest, and of the threads that the reader follows there, in every room along the index of its numbers. The times are
 * compared last, so that a person with 100,000 old unread messages costs no more than others.
 */
const readUnread = ({ userId, settings: { digestRoomIds } }: MailReader, from: Date, until: Date) =>
  db().$queryRaw<MessageRow[]>`
    SELECT ${MESSAGE_COLUMNS}
      FROM (SELECT m.room_id, greatest(m.last_read_seq, m.receipt_seq) AS seen
              FROM membership m JOIN room r ON r.id = m.room_id
             WHERE m.user_id = ${userId}::uuid AND r.deleted_at IS NULL AND m.notify IS DISTINCT FROM 'nothing'
               AND r.seq > greatest(m.last_read_seq, m.receipt_seq)
               AND ${isChosen(digestRoomIds)}) c
     CROSS JOIN LATERAL (
           SELECT x.* FROM message x
            WHERE x.room_id = c.room_id AND (x.thread_id IS NULL OR x.also_in_room) AND x.seq > c.seen AND x.kind = 'user' AND x.deleted_at IS NULL
              AND x.sender_id <> ${userId}::uuid
            ORDER BY x.seq DESC LIMIT ${LIMITS.digestPerRoom}) x ${WITH_SENDER}
     WHERE x.created_at > ${from} AND x.created_at <= ${until}
     UNION ALL
    SELECT ${MESSAGE_COLUMNS}
      FROM (SELECT t.root_id, t.last_read_seq
              FROM threads_of(${userId}::uuid, NULL, NULL, true, 'infinity', ${NO_ID}::uuid, ${LIMITS.unreadThreads}::int) t
              JOIN membership m ON m.room_id = t.room_id AND m.user_id = ${userId}::uuid
             WHERE m.notify IS DISTINCT FROM 'nothing' AND ${isChosen(digestRoomIds)}) c
     CROSS JOIN LATERAL (
           SELECT x.* FROM message x
            WHERE x.thread_id = c.root_id AND NOT x.also_in_room AND x.seq > c.last_read_seq AND x.kind = 'user'
              AND x.deleted_at IS NULL AND x.sender_id <> ${userId}::uuid
            ORDER BY x.seq DESC LIMIT ${LIMITS.digestPerRoom}) x ${WITH_SENDER}
     WHERE x.created_at > ${from} AND x.created_at <= ${until}`;

/** An id beyond all others, for the first page of threads. */
const NO_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Condition that a room is in the digest: it was chosen, or none was. */
const isChosen = (roomIds: readonly string[]) =>
  roomIds.length === 0 ? Prisma.sql`true` : Prisma.sql`m.room_id = ANY(${[...roomIds]}::uuid[])`;
