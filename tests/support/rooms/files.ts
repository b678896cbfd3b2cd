import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import { db } from "@/lib/platform/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";

const BYTES = Buffer.from("the bytes of all files on the stage");
const HASH = createHash("sha256").update(BYTES).digest("hex");

/** Stores the bytes that all files of scenes share. */
export async function storeStageBytes(): Promise<void> {
  await fileStorage().putBytes(HASH, BYTES);
  const row = { hash: HASH, key: HASH, size: BYTES.length };
  await db().fileContent.upsert({ where: { hash: HASH }, create: row, update: {} });
}

/** Puts one file into each message, without the operations. @returns the files' ids, in the order of the messages */
export async function attachFiles(messageIds: string[]): Promise<string[]> {
  const ids = messageIds.map(() => uuid());
  await db().$executeRaw`
    WITH pair AS (SELECT * FROM unnest(${ids}::uuid[], ${messageIds}::uuid[]) AS p (id, message_id)),
    made AS (
      INSERT INTO file (id, uploader_id, hash, name, type, size, attached_at)
      SELECT p.id, m.sender_id, ${HASH}, 'plan.txt', 'text/plain', ${BYTES.length}, now()
        FROM pair p JOIN message m ON m.id = p.message_id
    ), sent AS (
      INSERT INTO attachment (message_id, file_id, place, room_id, seq, sender_id, kind)
      SELECT m.id, p.id, m.file_count + 1, m.room_id, m.seq, m.sender_id, 'document'
        FROM pair p JOIN message m ON m.id = p.message_id
    )
    UPDATE message SET file_count = file_count + 1 WHERE id = ANY(${messageIds}::uuid[])`;
  return ids;
}
