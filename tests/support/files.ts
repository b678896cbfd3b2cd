import { createHash, randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { expect } from "vitest";
import { searchKeyOf } from "@/lib/domain/files/file-fields";
import { createFile } from "@/lib/domain/files/upload/create-file";
import { stageFile } from "@/lib/domain/files/upload/stage-file";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { db } from "@/lib/platform/database/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import type { AttachmentView, MessageView } from "@/lib/shared/views";
import type { Person } from "./world";

/**
 * Uploads a file as somebody, ready to be sent: `attachmentIds: [(await uploadFile(ada)).id]`.
 *
 * @param bytes its content, by default a short text that no other file has
 * @param fields what an uploader may say beside the name, such as `description`
 */
export async function uploadFile(
  by: Person,
  bytes: Uint8Array | string = `a text of its own: ${++count}`,
  name = "plan.txt",
  fields: { description?: string; isVoice?: boolean; duration?: number; waveform?: number[] } = {},
): Promise<AttachmentView> {
  const file = await stageFile([Buffer.from(bytes)], Number.POSITIVE_INFINITY);
  try {
    return await createFile(by, { file, name, ...fields });
  } finally {
    await file.remove();
  }
}

let count = 0;

type Facts = {
  name?: string;
  type?: string;
  description?: string;
  hasThumbnail?: boolean;
  isAnimated?: boolean;
};

/** Rows of an upload without bytes, for tests in which nobody reads them. @returns the file's id */
export async function uploadRow({ userId }: Pick<Person, "userId">, facts: Facts = {}): Promise<string> {
  const content = { hash: uuid(), size: 5 };
  await db().fileContent.create({ data: { ...content, key: content.hash } });
  return insertFile(userId, content, facts);
}

/**
 * An upload with its bytes, written without a door: for tests of reading and deleting.
 * @returns its id, and the key and hash of its bytes
 */
export async function storedFile({ userId }: Pick<Person, "userId">, bytes: Uint8Array, facts: Facts = {}) {
  const content = { hash: createHash("sha256").update(bytes).digest("hex"), size: bytes.length };
  const known = await db().fileContent.findUnique({ where: { hash: content.hash } });
  const key = known?.key ?? randomBytes(16).toString("hex");
  if (!known) {
    await fileStorage().putBytes(key, bytes);
    await db().fileContent.create({ data: { ...content, key } });
  }
  return { id: await insertFile(userId, content, facts), key, hash: content.hash };
}

async function insertFile(uploaderId: string, content: { hash: string; size: number }, facts: Facts) {
  const given = { name: "plan.txt", type: "text/plain", description: "", ...facts };
  const row = { id: uuid(), uploaderId, ...content, ...given, searchKey: searchKeyOf(given) };
  await db().file.create({ data: row });
  return row.id;
}

/** Sends a message with files. */
export const sendFiles = async (by: Person, room: string, attachmentIds: string[], text = "") =>
  (await sendMessage(by, { room, text, attachmentIds })).message as MessageView;

const STAGE_BYTES = Buffer.from("the bytes of all files on the stage");
const STAGE_HASH = createHash("sha256").update(STAGE_BYTES).digest("hex");

/** Stores the bytes that all files of scenes share. */
export async function storeStageBytes(): Promise<void> {
  await fileStorage().putBytes(STAGE_HASH, STAGE_BYTES);
  const row = { hash: STAGE_HASH, key: STAGE_HASH, size: STAGE_BYTES.length };
  await db().fileContent.upsert({ where: { hash: STAGE_HASH }, create: row, update: {} });
}

/** Puts one file into each message, without the operations. @returns the files' ids, in the order of the messages */
export async function attachFiles(messageIds: string[]): Promise<string[]> {
  const ids = messageIds.map(() => uuid());
  await db().$executeRaw`
    WITH pair AS (SELECT * FROM unnest(${ids}::uuid[], ${messageIds}::uuid[]) AS p (id, message_id)),
    made AS (
      INSERT INTO file (id, uploader_id, hash, name, type, size, attached_at)
      SELECT p.id, m.sender_id, ${STAGE_HASH}, 'plan.txt', 'text/plain', ${STAGE_BYTES.length}, now()
        FROM pair p JOIN message m ON m.id = p.message_id
    ), sent AS (
      INSERT INTO attachment (message_id, file_id, place, room_id, seq, sender_id, kind)
      SELECT m.id, p.id, m.file_count + 1, m.room_id, m.seq, m.sender_id, 'document'
        FROM pair p JOIN message m ON m.id = p.message_id
    )
    UPDATE message SET file_count = file_count + 1 WHERE id = ANY(${messageIds}::uuid[])`;
  return ids;
}

/**
 * Expects that messages count their files rightly, that each file is in the place that its message has, and that no file
 * is left that was in a message and is in none.
 */
export async function expectFilesWhole(): Promise<void> {
  const wrong = await db().$queryRaw`
    SELECT x.id, x.file_count FROM message x
     WHERE x.file_count <> (SELECT count(*) FROM attachment a WHERE a.message_id = x.id)
        OR x.file_count > 0 AND x.deleted_at IS NOT NULL`;
  expect(wrong, "counts of files").toEqual([]);
  const misplaced = await db().$queryRaw`
    SELECT a.message_id FROM attachment a LEFT JOIN message x ON x.id = a.message_id LEFT JOIN file f ON f.id = a.file_id
     WHERE (a.room_id, a.seq, a.sender_id) IS DISTINCT FROM (x.room_id, x.seq, x.sender_id) OR f.attached_at IS NULL`;
  expect(misplaced, "places of files").toEqual([]);
  const disordered = await db().$queryRaw`
    SELECT * FROM (SELECT a.number, lag(a.number) OVER (PARTITION BY a.room_id ORDER BY a.seq, a.place) AS before
                     FROM attachment a) o WHERE o.number < o.before`;
  expect(disordered, "numbers of files").toEqual([]);
  const left = await db().$queryRaw`
    SELECT f.id FROM file f
     WHERE f.attached_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.file_id = f.id)`;
  expect(left, "files of no message").toEqual([]);
}
