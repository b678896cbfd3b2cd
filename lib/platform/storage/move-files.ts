import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { linkOrCopy, makePrivateFolder, temporaryPath } from "../disk/temporary-file";
import { BytesMissing, type FileStorage, type StoredObject } from "./storage";

/** Counts of a move so far. */
export type MoveReport = {
  /** Files that are now at the target only, and their bytes. */
  moved: number;
  bytes: number;
  /** Keys that could not be moved, with the reason; they are still at the source. */
  failed: { key: string; reason: string }[];
};

type MoveOptions = {
  /** Absolute path of a folder for copies on their way. */
  temporaryFolder: string;
  onProgress?: (report: MoveReport) => void;
  signal?: AbortSignal;
};

const FILES_AT_ONCE = 4;

/**
 * Moves all files from one storage to the other: copies each, reads the copy back, compares size and SHA-256, and only
 * then deletes the original. It can be interrupted at any time; the next run goes on with what is left. Thumbnails are
 * not moved, because they are made again. The server may run, if it writes to the target and reads from both
 * (fallback-storage.ts).
 */
export async function moveFiles(
  source: FileStorage,
  target: FileStorage,
  { temporaryFolder, onProgress = () => {}, signal }: MoveOptions,
): Promise<MoveReport> {
  await makePrivateFolder(temporaryFolder);
  const report: MoveReport = { moved: 0, bytes: 0, failed: [] };
  const objects = source.list()[Symbol.asyncIterator]();
  async function work(): Promise<void> {
    while (!signal?.aborted) {
      const { value, done } = await objects.next();
      if (done) return;
      if (value.key.includes(".")) continue; // Derived: deleted with its file.
      await moveInto(report, value);
      onProgress(report);
    }
  }
  async function moveInto({ failed }: MoveReport, object: StoredObject): Promise<void> {
    try {
      if (!(await moveFile(source, target, object, temporaryFolder))) return;
      report.moved++;
      report.bytes += object.size;
    } catch (error) {
      failed.push({ key: object.key, reason: reasonOf(error) });
    }
  }
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, work));
  return report;
}

/** @returns false if the file was deleted meanwhile */
async function moveFile(
  source: FileStorage,
  target: FileStorage,
  { key, size }: StoredObject,
  temporaryFolder: string,
): Promise<boolean> {
  try {
    await source.withLocalFile(key, async (path) => {
      const hash = await sha256(createReadStream(path));
      if (await isThere(target, { key, size, hash })) return; // An earlier run was interrupted after the copy.
      await putCopy(target, key, { path, copy: temporaryPath(temporaryFolder) });
      if (!(await isThere(target, { key, size, hash }))) throw new Error("The copy is not the same.");
    });
  } catch (error) {
    if (BytesMissing.is(error)) return false;
    throw error;
  }
  await source.delete(key);
  return true;
}

/** Gives a copy of a file to the target, which takes over what it is given unless it fails. */
async function putCopy(
  target: FileStorage,
  key: string,
  { path, copy }: { path: string; copy: string },
): Promise<void> {
  try {
    await linkOrCopy(path, copy);
    await target.put(key, copy);
  } finally {
    await rm(copy, { force: true });
  }
}

async function isThere(
  storage: FileStorage,
  { key, size, hash }: { key: string; size: number; hash: string },
): Promise<boolean> {
  return (await storage.size(key)) === size && (await sha256(await storage.read(key))) === hash;
}

async function sha256(bytes: Readable): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest("hex");
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message} (${cause.message || cause.name})` : message;
}
