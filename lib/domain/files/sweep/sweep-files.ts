import { NIL } from "uuid";
import { definePeriodicJob } from "@/lib/core/jobs/periodic";
import { db } from "@/lib/platform/database/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { removeOldFiles } from "@/lib/platform/storage/remove-old-files";
import { stagingFolder } from "../upload/stage-file";
import { livingSince, unsentSince } from "../upload/uploads";
import type { FileSum } from "./file-sum";
import {
  countUnused,
  deleteFreedContents,
  deleteOrphanedFiles,
  deleteUnsentFiles,
  noteOrphanedContents,
} from "./sweep-rows";
import { deleteUnknownBytes, findUnknownBytes } from "./sweep-storage";

const HOUR_SECONDS = 3_600;

/** Deletes every hour the uploads that were not sent, the contents that lost their last file, and the rows of expired uploads. */
export const sweepFilesJob = definePeriodicJob({
  kind: "files.sweep",
  everySeconds: HOUR_SECONDS,
  async run({ signal }): Promise<void> {
    await sweepUnused(signal);
    await sweepExpiredUploads();
  },
});

/**
 * Walks every day through all files, contents and stored bytes, in batches: deletes files without a message, contents
 * without a file, bytes without a row, and the rest of interrupted writes.
 */
export const sweepStorageJob = definePeriodicJob({
  kind: "storage.sweep",
  everySeconds: 24 * HOUR_SECONDS,
  async run({ signal }): Promise<void> {
    await sweepOrphans(signal);
    await sweepStorage({ signal });
  },
});

/** Deletes the uploads that were not sent, then the contents that lost their last file. */
async function sweepUnused(signal?: AbortSignal): Promise<void> {
  log("files without a message", await untilLast(deleteUnsentFiles, signal));
  log("contents without a file", await untilLast(deleteFreedContents, signal));
}

/** Finds files and contents that nothing uses although they were not deleted with their last use. */
async function sweepOrphans(signal?: AbortSignal): Promise<void> {
  const files = { count: 0, bytes: 0 };
  for (let next: string | null = NIL; next !== null; ) {
    signal?.throwIfAborted();
    const batch = await deleteOrphanedFiles(next);
    add(files, batch);
    next = batch.next;
  }
  log("files without a message", files);
  for (let next: string | null = ""; next !== null; ) {
    signal?.throwIfAborted();
    ({ next } = await noteOrphanedContents(next));
  }
  log("contents without a file", await untilLast(deleteFreedContents, signal));
}

/** Deletes unknown bytes. Where they are most of the storage nothing is deleted, unless the caller is sure. */
async function sweepStorage({ signal, isSure = false }: { signal?: AbortSignal; isSure?: boolean } = {}) {
  const unknown = await findUnknownBytes(signal);
  if (unknown.isDoubtful && !isSure) {
    console.warn(
      `Most of the storage (${unknown.count} files) is unknown to this database: nothing was deleted. Check that database and storage belong together; \`npm run storage -- --sweep --sure\` deletes them.`,
    );
  } else {
    await deleteUnknownBytes(unknown.keys, signal);
    log("bytes that no file names", unknown);
  }
  const count = await fileStorage().removeRemains(unsentSince());
  if (count > 0) console.log(`Swept ${count} interrupted writes of the storage.`);
}

/**
 * Deletes staged files and half uploads of this machine on which nothing was written for LIMITS.unsentHours. Each process
 * does it for its own disk.
 */
export async function sweepStaging(): Promise<void> {
  const count = await removeOldFiles(stagingFolder(), unsentSince());
  if (count > 0) console.log(`Swept ${count} unfinished uploads.`);
}

/**
 * Sweeps everything once, for administrators; or, for a dry run, only prints what would go.
 *
 * @param isSure deletes unknown bytes even where they are most of the storage
 */
export async function sweepNow({ isDryRun, isSure }: { isDryRun: boolean; isSure: boolean }): Promise<void> {
  if (isDryRun) {
    const { files, contents } = await countUnused();
    log("files without a message", files, "Would sweep");
    log("contents without a file", contents, "Would sweep");
    const unknown = await findUnknownBytes();
    log("bytes that no file names", unknown, "Would sweep");
    return;
  }
  await sweepUnused();
  await sweepOrphans();
  await sweepStorage({ isSure });
  await sweepStaging();
}

/** Deletes the rows of resumable uploads that have expired. A file that one became stays; half a file goes with sweepStaging. */
async function sweepExpiredUploads(): Promise<void> {
  const { count } = await db().upload.deleteMany({ where: { createdAt: { lt: livingSince() } } });
  if (count > 0) console.log(`Swept ${count} expired uploads.`);
}

async function untilLast(
  step: () => Promise<FileSum & { isLast: boolean }>,
  signal?: AbortSignal,
): Promise<FileSum> {
  const sum = { count: 0, bytes: 0 };
  for (;;) {
    signal?.throwIfAborted();
    const batch = await step();
    add(sum, batch);
    if (batch.isLast) return sum;
  }
}

function add(sum: FileSum, { count, bytes }: FileSum): void {
  sum.count += count;
  sum.bytes += bytes;
}

function log(what: string, { count, bytes }: FileSum, verb = "Swept"): void {
  if (count > 0 || verb !== "Swept") console.log(`${verb} ${what}: ${count}, ${bytes} bytes.`);
}
