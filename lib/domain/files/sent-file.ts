import type { SentFileView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { type FileRow, SELECT_FILE, toAttachmentView } from "./file-view";

/** A file in a message, as SENT_FILE_COLUMNS selects it. */
export type SentFileRow = {
  file: FileRow;
  messageId: string;
  roomId: string;
  seq: number;
  threadId: string | null;
  sentAt: Date;
  senderId: string;
  username: string;
  displayName: string;
};

/** Columns of a found file `f`, joined by WITH_SENT_FILE; `file` is null where `f.file_id` is. */
export const SENT_FILE_COLUMNS = Prisma.sql`
  a.room_id AS "roomId", a.message_id AS "messageId", a.seq, x.thread_id AS "threadId", x.created_at AS "sentAt",
  a.sender_id AS "senderId", s.username, s.display_name AS "displayName",
  CASE WHEN f.file_id IS NOT NULL THEN (${SELECT_FILE} WHERE y.id = f.file_id) END AS file`;

/** Joins the attachment `a` to each found file `f` (message_id, file_id), and its message and sender, by key. */
export const WITH_SENT_FILE = Prisma.sql`
  LEFT JOIN LATERAL (SELECT * FROM attachment a
                      WHERE a.message_id = f.message_id AND a.file_id = f.file_id OFFSET 0) a ON true
  LEFT JOIN LATERAL (SELECT y.created_at, CASE WHEN NOT y.also_in_room THEN y.thread_id END AS thread_id
                       FROM message y WHERE y.id = f.message_id OFFSET 0) x ON true
  LEFT JOIN LATERAL (SELECT y.username, y.display_name FROM "user" y WHERE y.id = a.sender_id OFFSET 0) s ON true`;

/** Converts a file in a message to its view. */
export const toSentFileView = (row: SentFileRow): SentFileView => ({
  ...toAttachmentView(row.file),
  roomId: row.roomId,
  messageId: row.messageId,
  seq: row.seq,
  threadId: row.threadId,
  sentAt: row.sentAt.toISOString(),
  sender: { id: row.senderId, username: row.username, displayName: row.displayName },
});
