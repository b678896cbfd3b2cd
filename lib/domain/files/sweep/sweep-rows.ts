import { db, type Tx } from "@/lib/platform/database/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { Prisma } from "@/prisma/generated/client";
import { deleteUnattached } from "../detach-files";
import { unsentSince } from "../upload/uploads";
import { type FileSum, type FileSumRow, toFileSum } from "./file-sum";

/** Rows that one transaction deletes: few enough that sends in between are not delayed. */
const BATCH = 500;
/** Rows that one statement of a walk through all looks at. */
const WALK = 500;
const TRANSACTION = { timeout: 30_000, maxWait: 10_000 };

type Row = { id: string; size: bigint };

/** One batch of a sweep. `isLast`: it was not full, so that there is nothing more. */
type Swept = FileSum & { isLast: boolean };

/**
 * Deletes one batch of uploads that were not sent for LIMITS.unsentHours. A file that is being sent is left alone, because
 * the send has locked it (write_messages.sql).
 */
export const deleteUnsentFiles = (): Promise<Swept> =>
  db().$transaction(async (tx) => {
    const found = await tx.$queryRaw<Row[]>`
      SELECT f.id, f.size FROM file f
       WHERE f.attached_at IS NULL AND f.created_at < ${unsentSince()} AND ${WITHOUT_MESSAGE}
       ORDER BY f.created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    return { ...(await deleteFound(tx, found)), isLast: found.length < BATCH };
  }, TRANSACTION);

/** Deletes the files that no message has and that are old enough. @returns the sum of those that are gone */
async function deleteFound(tx: Tx, found: Row[]): Promise<FileSum> {
  const ids = found.map(({ id }) => id);
  await deleteUnattached(tx, ids);
  const left = await tx.file.findMany({ where: { id: { in: ids } }, select: { id: true } });
  return sumOf(found.filter((row) => !left.some(({ id }) => id === row.id)));
}

/**
 * Deletes those of one batch of freed contents that no file has, and then their bytes. The rows are locked before the
 * second look, as an upload of the same bytes locks them (store-content.ts). Bytes that could not be deleted are found
 * later by their key (sweep-storage.ts).
 */
export async function deleteFreedContents(): Promise<Swept> {
  const { deleted, isLast } = await db().$transaction(async (tx) => {
    const freed = await tx.$queryRaw<{ id: bigint; hash: string }[]>`
      SELECT id, hash FROM freed_content ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    const hashes = freed.map(({ hash }) => hash);
    await tx.$queryRaw`SELECT 1 FROM file_content c WHERE c.hash = ANY(${hashes}) ORDER BY c.hash FOR UPDATE`;
    const deleted = await tx.$queryRaw<(Omit<Row, "id"> & { key: string })[]>`
      DELETE FROM file_content c WHERE c.hash = ANY(${hashes}) AND ${WITHOUT_FILE} RETURNING c.key, c.size`;
    await tx.freedContent.deleteMany({ where: { id: { in: freed.map(({ id }) => id) } } });
    return { deleted, isLast: freed.length < BATCH };
  }, TRANSACTION);
  for (const { key } of deleted) await fileStorage().delete(key);
  return { ...sumOf(deleted), isLast };
}

/**
 * Deletes the files of one batch that lost their message without being deleted with it, as by a hand in the database.
 *
 * @param after the last id of the batch before
 * @returns `next`: where the next batch begins, null after the last one
 */
export async function deleteOrphanedFiles(after: string): Promise<FileSum & { next: string | null }> {
  const seen = await db().$queryRaw<(Row & { isOrphan: boolean })[]>`
    SELECT f.id, f.size, f.attached_at < ${unsentSince()} AND ${WITHOUT_MESSAGE} AS "isOrphan"
      FROM (SELECT x.id, x.size, x.attached_at FROM file x WHERE x.id > ${after}::uuid ORDER BY x.id LIMIT ${WALK}) f
     ORDER BY f.id`;
  const orphans = seen.filter(({ isOrphan }) => isOrphan);
  const sum = await db().$transaction((tx) => deleteFound(tx, orphans), TRANSACTION);
  return { ...sum, next: seen.length < WALK ? null : seen.at(-1)!.id };
}

/** Notes the contents of one batch that no file has, for deleteFreedContents. Parameters as of deleteOrphanedFiles. */
export async function noteOrphanedContents(after: string): Promise<{ next: string | null }> {
  const seen = await db().$queryRaw<{ hash: string; isOrphan: boolean }[]>`
    SELECT c.hash, ${WITHOUT_FILE} AS "isOrphan"
      FROM (SELECT x.hash FROM file_content x WHERE x.hash > ${after} ORDER BY x.hash LIMIT ${WALK}) c
     ORDER BY c.hash`;
  const orphans = seen.filter(({ isOrphan }) => isOrphan);
  await db().freedContent.createMany({ data: orphans.map(({ hash }) => ({ hash })) });
  return { next: seen.length < WALK ? null : seen.at(-1)!.hash };
}

/** Counts what a sweep would delete. Contents of files that are to be deleted count with their files. */
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

/**
 * Condition over `f`, a file: neither sent nor in a scheduled message. Counted, because the planner would read all
 * attachments for `NOT EXISTS`.
 */
const WITHOUT_MESSAGE = Prisma.sql`
  (SELECT count(*) FROM (SELECT 1 FROM attachment a WHERE a.file_id = f.id LIMIT 1) one) = 0
  AND (SELECT count(*) FROM (SELECT 1 FROM scheduled_file s WHERE s.file_id = f.id LIMIT 1) one) = 0`;

/** Condition over `f`: an upload that waited too long to be sent, or a sent file without a message. */
const unused = () => Prisma.sql`
  coalesce(f.attached_at, f.created_at) < ${unsentSince()} AND ${WITHOUT_MESSAGE}`;

/** Condition over `c`, a content; of the same form as WITHOUT_MESSAGE. */
const WITHOUT_FILE = Prisma.sql`
  (SELECT count(*) FROM (SELECT 1 FROM file f WHERE f.hash = c.hash LIMIT 1) one) = 0`;
