import { notFound } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/platform/database/db";
import type { PollView, ScheduledReason, ScheduledView } from "@/lib/shared/views";
import { Prisma, type ScheduledMessage } from "@/prisma/generated/client";
import { type FileRow, SELECT_FILE, toAttachmentView } from "../files/file-view";

/** A scheduled message with its files, in order. */
export type ScheduledRow = ScheduledMessage & { attachments: FileRow[] | null };

/** Converts a scheduled message to the view of its author. */
export function toScheduledView(row: ScheduledRow): ScheduledView {
  return {
    id: row.id,
    roomId: row.roomId,
    text: row.text,
    replyTo: row.replyToId && row.replyToSeq ? { id: row.replyToId, seq: row.replyToSeq } : null,
    threadId: row.threadId,
    alsoInRoom: row.alsoInRoom,
    attachments: row.attachments?.map(toAttachmentView) ?? [],
    poll: row.poll as PollView | null,
    sendAt: row.dueAt.toISOString(),
    state: row.state as ScheduledView["state"],
    reason: row.reason as ScheduledReason | null,
    clientId: row.clientId,
    createdAt: row.createdAt.toISOString(),
  };
}

/**
 * Selects scheduled messages with their files.
 *
 * @param where a condition over `s`, the scheduled message
 * @param tail order and limit
 */
export const selectScheduled = (db: Db | Tx, where: Prisma.Sql, tail = Prisma.empty) =>
  db.$queryRaw<ScheduledRow[]>`
    SELECT s.id, s.user_id AS "userId", s.room_id AS "roomId", s.client_id AS "clientId", s.text,
           s.reply_to_id AS "replyToId", s.reply_to_seq AS "replyToSeq", s.thread_id AS "threadId",
           s.also_in_room AS "alsoInRoom", s.poll, s.due_at AS "dueAt", s.state, s.reason,
           s.try_at AS "tryAt", s.attempts, s.created_at AS "createdAt",
           (SELECT jsonb_agg(x.file ORDER BY x.place)
              FROM (SELECT f.place, one.file FROM scheduled_file f
                     CROSS JOIN LATERAL (${SELECT_FILE} WHERE y.id = f.file_id) one
                     WHERE f.scheduled_id = s.id) x) AS attachments
      FROM scheduled_message s WHERE ${where} ${tail}`;

/** Locks a scheduled message of a person until the transaction ends. Error: `not_found`, also after it was sent. */
export async function lockScheduled(tx: Tx, userId: string, id: string): Promise<ScheduledRow> {
  await tx.$queryRaw`
    SELECT 1 FROM scheduled_message WHERE id = ${id}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
  const [row] = await selectScheduled(tx, Prisma.sql`s.id = ${id}::uuid AND s.user_id = ${userId}::uuid`);
  if (!row) throw notFound("This message isn't scheduled any more.");
  return row;
}
