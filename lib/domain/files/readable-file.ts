import { notFound } from "@/lib/core/errors";
import type { Db } from "@/lib/platform/database/db";

/** A file whose bytes a caller may read. */
export type ReadableFile = {
  id: string;
  name: string;
  /** Media type, told from the bytes. */
  type: string;
  size: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
  /** Name of the bytes in the storage. */
  key: string;
  hasThumbnail: boolean;
  isAnimated: boolean;
};

/**
 * Finds a file that a person may read now: its uploader until it is sent, then the readers of any message that has it.
 * One query, the same for files that are hidden and files that are not there. Error: `not_found`.
 */
export async function requireReadableFile(db: Db, userId: string, fileId: string): Promise<ReadableFile> {
  const [found] = await db.$queryRaw<(Omit<ReadableFile, "size"> & { size: bigint })[]>`
    SELECT f.id, f.name, f.type, f.size, f.hash, c.key,
           f.has_thumbnail AS "hasThumbnail", f.is_animated AS "isAnimated"
      FROM (SELECT x.* FROM file x WHERE x.id = ${fileId}::uuid OFFSET 0) f
     CROSS JOIN LATERAL (SELECT x.key FROM file_content x WHERE x.hash = f.hash OFFSET 0) c
     WHERE CASE WHEN f.attached_at IS NULL THEN f.uploader_id = ${userId}::uuid
           ELSE EXISTS (
                SELECT 1 FROM (SELECT x.room_id, x.seq FROM attachment x WHERE x.file_id = f.id OFFSET 0) a
                 CROSS JOIN LATERAL (
                       SELECT x.first_visible_seq FROM membership x
                        WHERE x.room_id = a.room_id AND x.user_id = ${userId}::uuid OFFSET 0) m
                 WHERE a.seq >= m.first_visible_seq) END`;
  if (!found) throw notFound("File not found.");
  return { ...found, size: Number(found.size) };
}
