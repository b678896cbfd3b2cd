import type { Actor } from "@/lib/core/actor";
import { readCaller } from "@/lib/core/caller";
import { unavailable } from "@/lib/core/errors";
import { db } from "@/lib/platform/db";
import { KeyedSemaphore } from "@/lib/platform/keyed-semaphore";
import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import { readFileLimits, requireQuota } from "./quota";
import { tooLarge } from "./stage-file";

/** Permission to send a file's bytes. Call `leave` when they are stored or refused. */
type Admission = { maxBytes: number; leave(): void };

/**
 * Admits an upload before its bytes are read. A person's uploads beyond LIMITS.uploadsAtOnce wait.
 *
 * @param bytes size as told by the sender; 0 where it is not told
 * @param options.isRetry true if the request may have been answered before: then the quota decides only at the end
 * @throws `unauthenticated`; `payload_too_large`; `forbidden` with `reason: "quota"`; `unavailable` when too many wait
 */
export async function admitUpload(actor: Actor, bytes: number, { isRetry = false } = {}): Promise<Admission> {
  const me = await readCaller(db(), actor, "write");
  const { fileBytes } = await readFileLimits(db());
  if (bytes > fileBytes) throw tooLarge(fileBytes);
  if (!isRetry) await requireQuota(db(), me.userId, bytes);
  const leave = await slots().acquire(me.userId);
  if (!leave) throw unavailable("You are uploading too many files at once. Try again in a moment.");
  return { maxBytes: fileBytes, leave };
}

const slots = () =>
  remember("uploads at once", () => new KeyedSemaphore(LIMITS.uploadsAtOnce, LIMITS.uploadsWaiting));
