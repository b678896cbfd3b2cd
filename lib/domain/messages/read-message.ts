import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { readRows } from "@/lib/platform/database/prepared";
import type { MessageReceipt, MessageView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { id } from "../fields";
import { MESSAGE_COLUMNS, type MessageRow, toMessageView } from "./message-view";

/**
 * Selects messages with their senders: first the messages by an index, then each sender by key. In one join, a
 * database without statistics joins all of a room's messages before it takes the page. OFFSET 0 keeps PostgreSQL from
 * flattening the subquery.
 *
 * @param where a condition over `x`, the message
 * @param tail order and limit
 */
export function selectMessages(db: Db, where: Prisma.Sql, tail = Prisma.empty): Promise<MessageRow[]> {
  return readRows<MessageRow>(
    db,
    Prisma.sql`
    SELECT ${MESSAGE_COLUMNS} FROM (SELECT x.* FROM message x WHERE ${where} ${tail} OFFSET 0) x ${WITH_SENDER} ${tail}`,
  );
}

/** Joins the sender `u` to each found message `x`, by key. */
export const WITH_SENDER = Prisma.sql`
  CROSS JOIN LATERAL (SELECT s.username, s.display_name, s.is_bot, s.avatar_tag FROM "user" s WHERE s.id = x.sender_id OFFSET 0) u`;

/**
 * Selects the messages of an SQL function, with their senders. Lists that are no range of one room's numbers are read
 * by functions (prisma/functions), each along one index.
 *
 * @param source a call of a function that returns messages
 * @param tail their order
 */
export const selectMessagesOf = (db: Db, source: Prisma.Sql, tail: Prisma.Sql): Promise<MessageRow[]> =>
  readRows(db, Prisma.sql`SELECT ${MESSAGE_COLUMNS} FROM ${source} x ${WITH_SENDER} ${tail}`);

/** Reads a room's messages that changed after a `rev`, in the order of changes; of more than `most` the latest. */
export const readChanged = (
  db: Db,
  roomId: string,
  { since, fromSeq = 1, most = LAST }: { since: number; fromSeq?: number; most?: number },
): Promise<MessageRow[]> =>
  selectMessagesOf(
    db,
    Prisma.sql`changed_messages(${roomId}::uuid, ${since}::int, ${fromSeq}::int, ${most}::int)`,
    Prisma.sql`ORDER BY x.rev`,
  );

/** Greatest number of a message or a change: PostgreSQL's integer. */
export const LAST = 2_147_483_647;

/** Condition that a person may read a message `x`: they are in its room, and it is not before their history. */
export const isReader = (userId: string) => Prisma.sql`EXISTS (
  SELECT 1 FROM membership m WHERE m.room_id = x.room_id AND m.user_id = ${userId}::uuid AND x.seq >= m.first_visible_seq)`;

/** Reads a message, for members of its room. Error: `not_found`, even for listed rooms. */
export const readMessage = query({
  key: "message.read",
  summary: "Get a message",
  input: z.object({ message: id }),

  async authorize({ db, me }, { message }) {
    const [row] = await selectMessages(db, Prisma.sql`x.id = ${message}::uuid AND ${isReader(me.userId)}`);
    if (!row) throw notFound("Message not found.");
    return row;
  },

  execute: async (_ctx, _input, row) => toMessageView(row),
});

/** Reads the answer to a retry: the message, or only its numbers if its sender has left the room since. */
export async function readMessageAsSender(
  db: Db,
  userId: string,
  messageId: string,
): Promise<MessageView | MessageReceipt> {
  const mine = Prisma.sql`x.id = ${messageId}::uuid AND x.sender_id = ${userId}::uuid`;
  const [readable] = await selectMessages(db, Prisma.sql`${mine} AND ${isReader(userId)}`);
  if (readable) return toMessageView(readable);
  const [row] = await selectMessages(db, mine);
  if (!row) throw notFound("Message not found.");
  return { id: row.id, roomId: row.roomId, seq: row.seq, rev: row.rev, clientId: row.clientId };
}
