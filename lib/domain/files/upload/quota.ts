import { forbidden } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/platform/database/db";
import { isOpenUpload } from "./uploads";

/** Limits of files in the workspace's settings, in bytes; null means no limit. */
export type FileLimits = { fileBytes: number; quotaBytes: number | null; totalQuotaBytes: number | null };

/** Reads the limits of files. Before the workspace exists no file has room. */
export async function readFileLimits(db: Db): Promise<FileLimits> {
  const found = await db.workspace.findUnique({
    where: { id: 1 },
    select: { fileBytes: true, quotaBytes: true, totalQuotaBytes: true },
  });
  const numberOf = (value: bigint | null = null) => (value === null ? null : Number(value));
  return {
    fileBytes: Number(found?.fileBytes ?? 0),
    quotaBytes: numberOf(found?.quotaBytes),
    totalQuotaBytes: numberOf(found?.totalQuotaBytes),
  };
}

/** Bytes that a person wants to store; an upload that is named has reserved them already. */
export type QuotaClaim = { userId: string; bytes: number; uploadId?: string };

/**
 * Checks that a person may store so many more bytes. It reads without locks: an upload is refused before its bytes
 * arrive; `claimQuota` decides at the end.
 *
 * @throws `forbidden` with `reason: "quota"`
 */
export async function requireQuota(db: Db, claim: QuotaClaim): Promise<void> {
  await checkQuota(db, claim, await readFileLimits(db));
}

async function checkQuota(db: Db, claim: QuotaClaim, { quotaBytes, totalQuotaBytes }: FileLimits) {
  if (quotaBytes !== null && (await usedBy(db, claim)) + claim.bytes > quotaBytes) {
    throw forbidden(`Your storage limit is ${quotaBytes} bytes. Delete some files first.`, "quota");
  }
  if (totalQuotaBytes !== null && (await usedByAll(db, claim)) + claim.bytes > totalQuotaBytes) {
    throw forbidden("This workspace has run out of storage. Ask an administrator.", "quota");
  }
}

/**
 * Checks the same under a lock until the commit, so that of two uploads that fit only singly one is refused. Where there
 * is no quota nothing is locked.
 */
export async function claimQuota(tx: Tx, claim: QuotaClaim): Promise<void> {
  const limits = await readFileLimits(tx);
  if (limits.totalQuotaBytes !== null) await lockQuota(tx, "all");
  else if (limits.quotaBytes !== null) await lockQuota(tx, claim.userId);
  await checkQuota(tx, claim, limits);
}

/**
 * Locks what decides about one person's files, or those of all, until the commit. The lock of all is taken first.
 *
 * @param whose a person's id, or "all"
 */
export const lockQuota = (tx: Tx, whose: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`file quota of ${whose}`}, 0))`;

/** Sums the bytes of a person's files, also of those that share their bytes with others, and of half uploads. */
async function usedBy(db: Db, { userId, uploadId }: QuotaClaim): Promise<number> {
  const [used] = await db.$queryRaw<{ bytes: bigint }[]>`
    SELECT ((SELECT coalesce(sum(size), 0) FROM file WHERE uploader_id = ${userId}::uuid)
          + (SELECT coalesce(sum(size), 0) FROM upload
              WHERE user_id = ${userId}::uuid AND ${isOpenUpload()}
                AND id IS DISTINCT FROM ${uploadId ?? null}::uuid))::bigint AS bytes`;
  return Number(used?.bytes ?? 0);
}

/** Sums the bytes that the storage holds for files, and those of half uploads. */
async function usedByAll(db: Db, { uploadId }: QuotaClaim): Promise<number> {
  const [used] = await db.$queryRaw<{ bytes: bigint }[]>`
    SELECT ((SELECT coalesce(sum(size), 0) FROM file_content)
          + (SELECT coalesce(sum(size), 0) FROM upload
              WHERE ${isOpenUpload()}
                AND id IS DISTINCT FROM ${uploadId ?? null}::uuid))::bigint AS bytes`;
  return Number(used?.bytes ?? 0);
}
