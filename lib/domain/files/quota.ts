import { forbidden } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/platform/db";

/** Limits of files in the workspace's settings, in bytes; null means any number. */
export type FileLimits = { fileBytes: number; quotaBytes: number | null; totalQuotaBytes: number | null };

/** Reads the limits of files. */
export async function readFileLimits(db: Db): Promise<FileLimits> {
  const found = await db.workspace.findUniqueOrThrow({
    where: { id: 1 },
    select: { fileBytes: true, quotaBytes: true, totalQuotaBytes: true },
  });
  const numberOf = (value: bigint | null) => (value === null ? null : Number(value));
  return {
    fileBytes: Number(found.fileBytes),
    quotaBytes: numberOf(found.quotaBytes),
    totalQuotaBytes: numberOf(found.totalQuotaBytes),
  };
}

/**
 * Checks that a person may store so many more bytes. It reads without locks: an upload is refused before its bytes
 * arrive; `claimQuota` decides at the end.
 *
 * @throws `forbidden` with `reason: "quota"`
 */
export async function requireQuota(db: Db, userId: string, bytes: number): Promise<void> {
  const { quotaBytes, totalQuotaBytes } = await readFileLimits(db);
  if (quotaBytes !== null && (await usedBy(db, userId)) + bytes > quotaBytes) {
    throw forbidden(`Your files may have ${quotaBytes} bytes together. Delete some first.`, "quota");
  }
  if (totalQuotaBytes !== null && (await usedByAll(db)) + bytes > totalQuotaBytes) {
    throw forbidden("This workspace has no room for more files. Ask an administrator.", "quota");
  }
}

/**
 * Checks the same under a lock until the commit, so that of two uploads that fit only singly one is refused. Where there
 * is no quota nothing is locked.
 */
export async function claimQuota(tx: Tx, userId: string, bytes: number): Promise<void> {
  const { quotaBytes, totalQuotaBytes } = await readFileLimits(tx);
  if (totalQuotaBytes !== null) await lock(tx, "all");
  else if (quotaBytes !== null) await lock(tx, userId);
  await requireQuota(tx, userId, bytes);
}

const lock = (tx: Tx, whose: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`file quota of ${whose}`}, 0))`;

/** Sums the bytes of a person's uploads, also of those that share their bytes with others. */
async function usedBy(db: Db, userId: string): Promise<number> {
  const [used] = await db.$queryRaw<{ bytes: bigint }[]>`
    SELECT coalesce(sum(size), 0)::bigint AS bytes FROM file WHERE uploader_id = ${userId}::uuid`;
  return Number(used?.bytes ?? 0);
}

/** Sums the bytes that the storage holds for files. */
async function usedByAll(db: Db): Promise<number> {
  const [used] = await db.$queryRaw<{ bytes: bigint }[]>`
    SELECT coalesce(sum(size), 0)::bigint AS bytes FROM file_content`;
  return Number(used?.bytes ?? 0);
}
