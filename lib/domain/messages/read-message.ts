import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/db";
import type { MessageReceipt, MessageView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { id } from "../fields";
import { MESSAGE_COLUMNS, type MessageRow, toMessageView } from "./message-view";

/**
 * Messages with their senders: first the messages that are wanted, by an index, then the sender of each by key. In one
 * join, a database that has no statistics yet joins all of a room's messages before it takes the page. OFFSET 0 keeps
 * PostgreSQL from unfolding it.
 *
 * @param where a condition over `x`, the message
 * @param tail its order and limit
 */
export function selectMessages(db: Db, where: Prisma.Sql, tail = Prisma.empty): Promise<MessageRow[]> {
  return db.$queryRaw<MessageRow[]>`
    SELECT ${MESSAGE_COLUMNS} FROM (SELECT x.* FROM message x WHERE ${where} ${tail} OFFSET 0) x ${WITH_SENDER} ${tail}`;
}

/** Joins the sender `u` to each message `x` that was found already, by key. */
export const WITH_SENDER = Prisma.sql`
  CROSS JOIN LATERAL (SELECT s.username, s.display_name, s.is_bot FROM "user" s WHERE s.id = x.sender_id OFFSET 0) u`;

/**
 * The messages that a function gives, with their senders. Lists that are no stretch of one room's numbers are read by
 * functions (prisma/functions), each along one index.
 *
 * @param source a call of a function that gives messages
 * @param tail their order
 */
export const selectMessagesOf = (db: Db, source: Prisma.Sql, tail: Prisma.Sql): Promise<MessageRow[]> =>
  db.$queryRaw<MessageRow[]>`SELECT ${MESSAGE_COLUMNS} FROM ${source} x ${WITH_SENDER} ${tail}`;

/** The messages of a room that changed after a `rev`, in the order of changes: of more than `most` the latest. */
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

/** The greatest number that a message or a change can have: PostgreSQL's integer. */
export const LAST = 2_147_483_647;

/** Whether somebody is in the room of a message `x`, and may read so far back. */
export const isReader = (userId: string) => Prisma.sql`EXISTS (
  SELECT 1 FROM membership m WHERE m.room_id = x.room_id AND m.user_id = ${userId}::uuid AND x.seq >= m.first_visible_seq)`;

/** A message, for those in its room. Error: `not_found`, also for rooms that are listed. */
export const readMessage = query({
  key: "message.read",
  summary: "A message",
  input: z.object({ message: id }),

  async authorize({ db, me }, { message }) {
    const [row] = await selectMessages(db, Prisma.sql`x.id = ${message}::uuid AND ${isReader(me.userId)}`);
    if (!row) throw notFound("There is no such message.");
    return row;
  },

  execute: async (_ctx, _input, row) => toMessageView(row),
});

/** What a retry gets: the message as it now is, or, if its sender has left the room since, only where it stands. */
export async function readMessageAsSender(
  db: Db,
  userId: string,
  messageId: string,
): Promise<MessageView | MessageReceipt> {
  const mine = Prisma.sql`x.id = ${messageId}::uuid AND x.sender_id = ${userId}::uuid`;
  const [readable] = await selectMessages(db, Prisma.sql`${mine} AND ${isReader(userId)}`);
  if (readable) return toMessageView(readable);
  const [row] = await selectMessages(db, mine);
  if (!row) throw notFound("There is no such message.");
  return { id: row.id, roomId: row.roomId, seq: row.seq, rev: row.rev, clientId: row.clientId };
}
