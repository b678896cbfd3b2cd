import { invalidField } from "@/lib/core/errors";
import type { Tx } from "@/lib/platform/database/db";
import { fileKind } from "@/lib/shared/files/file-kinds";
import { LIMITS } from "@/lib/shared/limits";

/** The message that gets files. */
type Target = { id: string; roomId: string; seq: number; senderId: string };

const FIELD = "addAttachmentIds";

/**
 * Adds uploads of a message's author to it, after the files that it has; one that it has already is left where it is, so
 * that a retry changes nothing. The room must be locked; the files are locked here, as a send does. Errors:
 * `validation_failed` for files that are not the author's or are in another message, and for more than
 * LIMITS.attachments in all. @returns the number of files that were added
 */
export async function attachFiles(tx: Tx, target: Target, fileIds: readonly string[]): Promise<number> {
  if (fileIds.length === 0) return 0;
  const { id: messageId, roomId, seq, senderId } = target;
  const present = await tx.attachment.findMany({
    where: { messageId },
    select: { fileId: true, place: true },
  });
  const added = fileIds.filter((id) => !present.some(({ fileId }) => fileId === id));
  if (added.length === 0) return 0;
  if (present.length + added.length > LIMITS.attachments)
    throw invalidField(FIELD, `At most ${LIMITS.attachments} files go with a message.`, "too_long");
  const types = await lockUploads(tx, senderId, added);
  const first = Math.max(0, ...present.map(({ place }) => place)) + 1;
  const data = added.map((fileId, index) => {
    const type = types.get(fileId);
    if (type === undefined) throw invalidField(FIELD, "Names a file that is not yours to send.", "invalid");
    return { messageId, fileId, place: first + index, roomId, seq, senderId, kind: fileKind(type) };
  });
  await tx.attachment.createMany({ data });
  await tx.$executeRaw`UPDATE file SET attached_at = now() WHERE id = ANY(${added}::uuid[])`;
  return added.length;
}

/** Locks uploads of a person that are in no message. @returns their media types by id */
async function lockUploads(tx: Tx, userId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const files = await tx.$queryRaw<{ id: string; type: string }[]>`
    SELECT id, type FROM file
     WHERE id = ANY(${ids}::uuid[]) AND uploader_id = ${userId}::uuid AND attached_at IS NULL
     ORDER BY id FOR UPDATE`;
  return new Map(files.map(({ id, type }) => [id, type]));
}
