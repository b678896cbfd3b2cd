import { conflict, forbidden } from "@/lib/core/errors";
import type { Tx } from "@/lib/platform/database/db";
import { requireReadableFile } from "./readable-file";

/**
 * Locks an upload of the caller that is in no message yet. A send of the same file waits for the commit.
 *
 * @throws `not_found` for a file that the caller may not read; `forbidden` for another person's; `conflict` with
 * `reason: "sent"`
 */
export async function lockOwnUpload(
  tx: Tx,
  userId: string,
  fileId: string,
): Promise<{ name: string; description: string }> {
  const [row] = await tx.$queryRaw<{ name: string; description: string; isSent: boolean }[]>`
    SELECT name, description, attached_at IS NOT NULL AS "isSent" FROM file
     WHERE id = ${fileId}::uuid AND uploader_id = ${userId}::uuid FOR UPDATE`;
  if (row && !row.isSent) return row;
  await requireReadableFile(tx, userId, fileId);
  throw row
    ? conflict("This file was already sent in a message.", "sent")
    : forbidden("Only the person who uploaded this file can change it.");
}
