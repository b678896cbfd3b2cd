import { conflict, notFound } from "@/lib/core/errors";
import type { Tx } from "@/lib/platform/database/db";

/**
 * Locks an upload of the caller that is in no message yet. A send of the same file waits for the commit.
 *
 * @throws `not_found` for an unknown file and for one of others; `conflict` with `reason: "sent"`
 */
export async function lockOwnUpload(
  tx: Tx,
  userId: string,
  fileId: string,
): Promise<{ name: string; description: string }> {
  const [row] = await tx.$queryRaw<{ name: string; description: string; isSent: boolean }[]>`
    SELECT name, description, attached_at IS NOT NULL AS "isSent" FROM file
     WHERE id = ${fileId}::uuid AND uploader_id = ${userId}::uuid FOR UPDATE`;
  if (!row) throw notFound();
  if (row.isSent) throw conflict("This file was already sent in a message.", "sent");
  return row;
}
