import { type EnqueueContext, enqueue } from "@/lib/core/jobs/enqueue";
import { db } from "@/lib/platform/database/db";
import { canMail } from "@/lib/platform/mailer";
import { nextOccurrence } from "@/lib/shared/time/occurrences";
import { readSettingsOf } from "../../notifications/read-settings";
import { digestTimes } from "./digest-times";
import { mailDigestJob } from "./mail-digest";

/**
 * Makes a person's digest due at its next time, in the transaction that changed their settings or their zone. Call it after
 * the change. A job that waits for a time which is no longer theirs finds that out by itself. Without SMTP_URL none is made;
 * see ensureDigests.
 */
export async function planDigest(ctx: EnqueueContext, userId: string): Promise<void> {
  if (!canMail()) return;
  const settings = await readSettingsOf(ctx.db, userId);
  if (settings.mail !== "digest") return;
  const { timeZone } = await ctx.db.user.findUniqueOrThrow({ where: { id: userId } });
  const now = new Date();
  const next = nextOccurrence(digestTimes(settings, timeZone ?? "UTC"), now);
  const delaySeconds = (next.getTime() - now.getTime()) / 1_000;
  await enqueue(ctx, mailDigestJob, { userId }, { key: userId, delaySeconds });
}

/**
 * Makes the jobs of digests that were chosen while this installation could send no mail. Every process with SMTP_URL calls it
 * when it starts; a job finds out by itself when it is due.
 */
export async function ensureDigests(): Promise<void> {
  await db().$executeRaw`
    INSERT INTO job (id, kind, key, input)
    SELECT gen_random_uuid(), ${mailDigestJob.kind}, user_id::text, jsonb_build_object('userId', user_id)
      FROM notification_settings WHERE mail = 'digest'
    ON CONFLICT (kind, key) DO NOTHING`;
}
