import type { Actor } from "@/lib/core/actor";
import { readCaller } from "@/lib/core/caller";
import { unavailable } from "@/lib/core/errors";
import { KeyedSemaphore } from "@/lib/platform/concurrency/keyed-semaphore";
import { db } from "@/lib/platform/database/db";
import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import { readFileLimits, requireQuota } from "./quota";
import { tooLarge } from "./stage-file";

/**
 * Admits an upload before its bytes are read, and waits for one of the person's slots.
 *
 * @param bytes size as told by the sender; 0 where it is not told
 * @param options.isRetry true if the request may have been answered before: then the quota decides only at the end
 * @returns the size limit, and a function that gives the slot back
 * @throws `unauthenticated`; `payload_too_large`; `forbidden` with `reason: "quota"`; `unavailable` without a slot
 */
export async function admitUpload(
  actor: Actor,
  bytes: number,
  { isRetry = false } = {},
): Promise<{ maxBytes: number; leave(): void }> {
  const { userId } = await readCaller(db(), actor, "write");
  const { fileBytes } = await readFileLimits(db());
  if (bytes > fileBytes) throw tooLarge(fileBytes);
  if (!isRetry) await requireQuota(db(), { userId, bytes });
  return { maxBytes: fileBytes, leave: await takeUploadSlot(userId) };
}

/**
 * Waits for one of a person's LIMITS.uploadsAtOnce slots in this process. The bytes wait in the connection meanwhile.
 *
 * @returns a function that gives it back
 * @throws `unavailable` when LIMITS.uploadsWaiting wait already, or no slot is free within LIMITS.uploadSlotMs
 */
export async function takeUploadSlot(userId: string): Promise<() => void> {
  const { uploadsAtOnce, uploadsWaiting, uploadSlotMs } = LIMITS;
  const slots = remember("uploads at once", () => new KeyedSemaphore(uploadsAtOnce, uploadsWaiting));
  const leave = await slots.acquire(userId, uploadSlotMs);
  if (!leave) throw unavailable("You're uploading too many files at once. Try again in a moment.");
  return leave;
}
