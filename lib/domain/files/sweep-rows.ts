import { db } from "@/lib/platform/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { Prisma } from "@/prisma/generated/client";
import { deleteUnattached } from "./detach-files";
import { type FileSum, type FileSumRow, toFileSum } from "./file-sum";
import { unsentSince } from "./uploads";

/** Rows that one transaction deletes: few enough that sends in between are not delayed. */
const BATCH = 500;
const TRANSACTION = { timeout: 30_000, maxWait: 10_000 };

type Row = { id: string; size: bigint };

/**
 * Deletes one batch of files that no message has: uploads that were not sent for LIMITS.unsentHours, and files whose
 * messages are gone. A file that is being sent is left alone, because the send has locked it (write_messages.sql).
 */
export async function deleteUnusedFiles(): Promise<FileSum> {
  return db().$transaction(async (tx) => {
    const found = await tx.$queryRaw<Row[]>`
      SELECT f.id, f.size FROM file f WHERE ${unused()} ORDER BY f.id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    const ids = found.map(({ id }) => id);
    await deleteUnattached(tx, ids);
    const left = await tx.file.findMany({ where: { id: { in: ids } }, select: { id: true } });
    return sumOf(found.filter((row) => !left.some(({ id }) => id === row.id)));
  }, TRANSACTION);
}

/**
 * Deletes one batch of contents that no file has, and then their bytes. The rows are locked before the second look, as an
 * upload of the same bytes locks them (store-content.ts). Bytes that could not be deleted are found later by their key
 * (sweep-storage.ts).
 */
export async function deleteUnusedContents(): Promise<FileSum> {
  const deleted = await db().$transaction(async (tx) => {
    const found = await tx.$queryRaw<{ hash: string }[]>`
      SELECT c.hash FROM file_content c WHERE ${WITHOUT_FILE} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    const hashes = found.map(({ hash }) => hash);
    return tx.$queryRaw<(Omit<Row, "id"> & { key: string })[]>`
      DELETE FROM file_content c WHERE c.hash = ANY(${hashes}) AND ${WITHOUT_FILE} RETURNING c.key, c.size`;
  }, TRANSACTION);
  for (const { key } of deleted) await fileStorage().delete(key);
  return sumOf(deleted);
}

/** Counts what the two above would delete. Contents of files that are to be deleted count with their files. */
export async function countUnused(): Promise<{ files: FileSum; contents: FileSum }> {
  const [files] = await db().$queryRaw<FileSumRow[]>`
    SELECT count(*)::int AS count, coalesce(sum(f.size), 0)::bigint AS bytes FROM file f WHERE ${unused()}`;
  const [contents] = await db().$queryRaw<FileSumRow[]>`
    SELECT count(*)::int AS count, coalesce(sum(c.size), 0)::bigint AS bytes FROM file_content c WHERE ${WITHOUT_FILE}`;
  return { files: toFileSum(files), contents: toFileSum(contents) };
}

const sumOf = (rows: { size: bigint }[]): FileSum => ({
  count: rows.length,
  bytes: rows.reduce((sum, { size }) => sum + Number(size), 0),
});

/** Condition over `f`: an upload that waited too long to be sent, or a sent file without a message. */
const unused = () => Prisma.sql`
  coalesce(f.attached_at, f.created_at) < ${unsentSince()}
  AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.file_id = f.id)`;

/** Condition over `c`, a content. */
const WITHOUT_FILE = Prisma.sql`NOT EXISTS (SELECT 1 FROM file f WHERE f.hash = c.hash)`;
