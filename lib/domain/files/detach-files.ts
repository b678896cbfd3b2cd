import type { Tx } from "@/lib/platform/database/db";

/**
 * Takes the files of messages away. A file that no other message shares is deleted in the same transaction, so that
 * nobody can read it after the commit; its bytes go later, when no file has them (sweep-files.ts).
 */
export async function detachFiles(tx: Tx, messageIds: string[]): Promise<void> {
  const detached = await tx.$queryRaw<{ fileId: string }[]>`
    DELETE FROM attachment WHERE message_id = ANY(${messageIds}::uuid[]) RETURNING file_id AS "fileId"`;
  await deleteUnattached(
    tx,
    detached.map(({ fileId }) => fileId),
  );
}

/**
 * Deletes those of the files that no message has, sent or scheduled, and notes their contents for the next sweep (sweep-rows.ts). Locks them first, as a send or a forward of the same file
 * does.
 */
export async function deleteUnattached(tx: Tx, fileIds: string[]): Promise<void> {
  if (fileIds.length === 0) return;
  await tx.$queryRaw`SELECT 1 FROM file WHERE id = ANY(${fileIds}::uuid[]) ORDER BY id FOR UPDATE`;
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM file f WHERE f.id = ANY(${fileIds}::uuid[])
         AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.file_id = f.id)
         AND NOT EXISTS (SELECT 1 FROM scheduled_file s WHERE s.file_id = f.id)
      RETURNING f.hash)
    INSERT INTO freed_content (hash) SELECT DISTINCT hash FROM gone`;
}
