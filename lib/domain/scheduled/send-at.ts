import { invalidField } from "@/lib/core/errors";
import type { EnqueueContext } from "@/lib/core/jobs/enqueue";
import { advanceJob } from "@/lib/core/jobs/periodic";
import type { Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { sendDueJob } from "./send-due";

const DAY_SECONDS = 86_400;

/**
 * Seconds from now until a moment, by the database's clock: the one that decides what is due. Error: `validation_failed`
 * (`sendAt`) for a moment that has passed, or beyond LIMITS.scheduledDays.
 */
export async function secondsUntil(db: Tx, sendAt: string): Promise<number> {
  const [{ seconds }] = await db.$queryRaw<[{ seconds: number }]>`
    SELECT extract(epoch FROM ${sendAt}::timestamptz - clock_timestamp())::float8 AS seconds`;
  if (seconds <= 0) throw invalidField("sendAt", "Must be in the future.", "past");
  if (seconds > LIMITS.scheduledDays * DAY_SECONDS)
    throw invalidField("sendAt", `Must be within ${LIMITS.scheduledDays} days.`, "too_late");
  return seconds;
}

/** Has the job that sends look again when a message is due. */
export const wakeAt = (ctx: EnqueueContext, seconds: number): Promise<void> =>
  advanceJob(ctx, sendDueJob, seconds);
