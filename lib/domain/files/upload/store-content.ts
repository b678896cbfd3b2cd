import { randomBytes } from "node:crypto";
import type { WriteContext } from "@/lib/core/operation";
import { db } from "@/lib/platform/database/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import type { StagedFile } from "./stage-file";

/** Bytes on their way to a row of `file_content`. */
export type NewContent = {
  /** Name for the bytes in the storage, if no row has them yet. */
  key: string;
  /** True if the storage has them under this key. */
  isStored: boolean;
};

/**
 * Stores a staged file's bytes, unless they are stored already. It runs before the transaction, because the storage may
 * be slow.
 */
export async function storeBytes(staged: StagedFile): Promise<NewContent> {
  const key = randomBytes(16).toString("hex");
  const known = await db().fileContent.findUnique({ where: { hash: staged.hash } });
  if (!known) {
    await fileStorage().put(key, staged.path);
    return { key, isStored: true };
  }
  // Bytes that were lost, as by a restored backup, come back with the next upload.
  if ((await fileStorage().size(known.key)) === null) await fileStorage().put(known.key, staged.path);
  return { key, isStored: false };
}

/**
 * Writes the row of a staged file's bytes, or locks the one that is there, so that no sweep deletes it before the file's
 * row refers to it. Bytes that somebody else stored meanwhile are deleted after the commit.
 */
export async function claimContent(
  { db: tx, afterCommit }: Pick<WriteContext, "db" | "afterCommit">,
  staged: StagedFile,
  content: NewContent,
): Promise<void> {
  const [row] = await tx.$queryRaw<{ key: string }[]>`
    INSERT INTO file_content (hash, key, size) VALUES (${staged.hash}, ${content.key}, ${staged.size})
    ON CONFLICT (hash) DO UPDATE SET hash = excluded.hash RETURNING key`;
  const isOurs = row?.key === content.key;
  // A sweep deleted the row between storeBytes and now.
  if (isOurs && !content.isStored) await fileStorage().put(content.key, staged.path);
  if (!isOurs && content.isStored) afterCommit(() => discardBytes(content));
}

/** Deletes bytes that no row will name. A failure leaves them to sweep-files.ts. */
export async function discardBytes({ key, isStored }: NewContent): Promise<void> {
  if (isStored)
    await fileStorage()
      .delete(key)
      .catch(() => {});
}
