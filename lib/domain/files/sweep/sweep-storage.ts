import { db } from "@/lib/platform/database/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import type { StoredObject } from "@/lib/platform/storage/storage";
import { unsentSince } from "../upload/uploads";
import type { FileSum } from "./file-sum";

/** Keys that one query looks up. */
const BATCH = 500;
/** Unknown keys that one sweep deletes; the next one goes on. */
const MOST = 20_000;
/** Up to so many may be unknown without any doubt whether this is the right storage. */
const HARMLESS = 100;

/** Bytes in the storage that no row names. */
export type UnknownBytes = FileSum & {
  keys: string[];
  /** True if most of the storage is unknown: the database or the bucket may be the wrong one. */
  isDoubtful: boolean;
};

/**
 * Finds bytes that no row names and that are older than LIMITS.unsentHours: an upload stores its bytes before its row, and a
 * deleted file's row goes before its bytes, so that a crash leaves bytes and never a row without them.
 */
export async function findUnknownBytes(signal?: AbortSignal): Promise<UnknownBytes> {
  const before = unsentSince();
  const unknown = new Map<string, number>();
  let total = 0;
  for await (const batch of inBatches(fileStorage().list())) {
    signal?.throwIfAborted();
    const known = await knownKeys(batch.map(({ key }) => originalOf(key)));
    total += batch.length;
    for (const { key, size, modifiedAt } of batch) {
      const original = originalOf(key);
      if (known.has(original) || modifiedAt >= before) continue;
      unknown.set(original, (unknown.get(original) ?? 0) + size);
    }
    if (unknown.size >= MOST) break;
  }
  const bytes = [...unknown.values()].reduce((sum, size) => sum + size, 0);
  const isDoubtful = unknown.size > HARMLESS && unknown.size > total / 2;
  return { keys: [...unknown.keys()], count: unknown.size, bytes, isDoubtful };
}

/** Deletes bytes by key, those excepted that a row names meanwhile. @returns how many keys were deleted */
export async function deleteUnknownBytes(keys: string[], signal?: AbortSignal): Promise<number> {
  let count = 0;
  for (let from = 0; from < keys.length; from += BATCH) {
    signal?.throwIfAborted();
    const batch = keys.slice(from, from + BATCH);
    const known = await knownKeys(batch);
    for (const key of batch.filter((one) => !known.has(one))) {
      await fileStorage().delete(key);
      count++;
    }
  }
  return count;
}

/** The key from which a thumbnail's key was derived. */
const originalOf = (key: string) => key.split(".", 1)[0]!;

/** Returns those of the keys that a row names: contents of files, and pictures of link cards. */
async function knownKeys(keys: string[]): Promise<Set<string>> {
  const where = { where: { key: { in: keys } }, select: { key: true } };
  const rows = [...(await db().fileContent.findMany(where)), ...(await db().cardImage.findMany(where))];
  return new Set(rows.map(({ key }) => key));
}

async function* inBatches(objects: AsyncIterable<StoredObject>): AsyncGenerator<StoredObject[]> {
  let batch: StoredObject[] = [];
  for await (const object of objects) {
    batch.push(object);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
