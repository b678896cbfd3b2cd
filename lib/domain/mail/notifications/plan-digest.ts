import { type EnqueueContext, enqueue } from "@/lib/core/jobs/enqueue";
import { nextOccurrence } from "@/lib/shared/time/occurrences";
import { readSettingsOf } from "../../notifications/read-settings";
import { digestTimes } from "./digest-times";
import { mailDigestJob } from "./mail-digest";

/**
 * Makes a person's digest due at its next time, in the transaction that changed their settings or their zone. Call it after
 * the change. A job that waits for a time which is no longer theirs finds that out by itself.
 */
export async function planDigest(ctx: EnqueueContext, userId: string): Promise<void> {
  const settings = await readSettingsOf(ctx.db, userId);
  if (settings.mail !== "digest") return;
  const { timeZone } = await ctx.db.user.findUniqueOrThrow({ where: { id: userId } });
  const now = new Date();
  const next = nextOccurrence(digestTimes(settings, timeZone ?? "UTC"), now);
  const delaySeconds = (next.getTime() - now.getTime()) / 1_000;
  await enqueue(ctx, mailDigestJob, { userId }, { key: userId, delaySeconds });
}
