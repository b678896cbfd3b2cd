import { z } from "zod";
import { defineJob } from "@/lib/core/jobs/define-job";
import { JobPostponed } from "@/lib/core/jobs/job-postponed";
import { db } from "@/lib/platform/database/db";
import { sendMail } from "@/lib/platform/mailer";
import { isQuietNow } from "@/lib/shared/quiet";
import { nextOccurrence } from "@/lib/shared/time/occurrences";
import { digestMail, shownOf } from "./compose-mail";
import { digestTimes } from "./digest-times";
import { type MailReader, readMailReader } from "./mail-facts";
import { recordDigest } from "./mail-rows";
import { readMissed } from "./read-missed";

/** A digest that falls in its reader's do-not-disturb time is looked at again after so many seconds. */
const QUIET_SECONDS = 900;

/**
 * Mails a person the digest of their rooms: one job for each person, which comes again by itself until digests are off. The
 * time of the last digest is in the rows, so that one is made once, and a late one after a pause replaces all that were
 * missed. Without unread messages there is no mail.
 */
export const mailDigestJob = defineJob({
  kind: "mail.digest",
  input: z.object({ userId: z.uuid() }),
  // A mail server that is away for days ends no digests: they are tried again for as long as they are on.
  maxAttempts: 1_000_000,
  backoff: { first: 120, longest: 8 * 3_600 },
  concurrency: 3,

  async run({ userId }): Promise<void> {
    const settings = await db().notificationSettings.findUnique({ where: { userId } });
    if (settings?.mail !== "digest") return;
    const user = await db().user.findUniqueOrThrow({ where: { id: userId } });
    if (user.deactivatedAt) throw new JobPostponed(24 * 3_600);
    const [now, sentAt] = [new Date(), settings.digestSentAt ?? new Date()];
    const times = digestTimes(settings, user.timeZone ?? "UTC");
    const due = nextOccurrence(times, sentAt);
    if (due > now) throw new JobPostponed(secondsBetween(now, due));
    const reader = await readMailReader(userId);
    if (reader && isQuietNow(reader, now)) throw new JobPostponed(QUIET_SECONDS);
    const shown = reader ? await send(reader, sentAt, now) : [];
    await db().$transaction(async (tx) => {
      await tx.notificationSettings.update({ where: { userId }, data: { digestSentAt: now } });
      await recordDigest(tx, userId, shown);
    });
    throw new JobPostponed(secondsBetween(now, nextOccurrence(times, now)));
  },
});

const secondsBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 1_000;

/** Sends the digest of a time, unless it would be empty. @returns the messages that it showed */
async function send(reader: MailReader, since: Date, now: Date): Promise<string[]> {
  const { messages, isMore } = await readMissed(reader, since, now);
  if (messages.length === 0) return [];
  // The same digest has the same id when it is sent again.
  const id = `digest-${reader.userId}-${since.getTime()}`;
  await sendMail(await digestMail(id, reader, messages, isMore));
  return shownOf(messages).map(({ message }) => message.id);
}
