import { createHash } from "node:crypto";
import { z } from "zod";
import { defineJob } from "@/lib/core/jobs/define-job";
import { JobPostponed } from "@/lib/core/jobs/job-postponed";
import { db } from "@/lib/platform/database/db";
import { sendMail } from "@/lib/platform/mailer";
import { Prisma } from "@/prisma/generated/client";
import { selectMessages } from "../../messages/read-message";
import { missedMail } from "./compose-mail";
import { type MailedMessage, type MailReader, readMailFacts, readMailReader } from "./mail-facts";
import { endMails, noteBusy, readWaitingMails, type WaitingMail } from "./mail-rows";

/**
 * Mails a person what they missed: one job for each person, so that all messages of a wait go in one mail and no two
 * processes make one. Each attempt reads everything anew, also after hours without a mail server. A process that dies
 * after the server took the mail sends it again under the same Message-ID, by which the receiver knows it.
 */
export const mailMissedJob = defineJob({
  kind: "mail.missed",
  input: z.object({ userId: z.uuid() }),
  maxAttempts: 10,
  backoff: { first: 120, longest: 8 * 3_600 },
  concurrency: 3,

  async run({ userId }): Promise<void> {
    const waiting = await readWaitingMails(userId);
    if (waiting.some(({ isDue }) => isDue)) await mailDue(userId, waiting);
    const next = await secondsToNext(userId);
    if (next !== null) throw new JobPostponed(next);
  },
});

async function secondsToNext(userId: string): Promise<number | null> {
  const [next] = await readWaitingMails(userId);
  return next ? Math.max(0, next.seconds) : null;
}

/** A message that waits, with what the rows say of it now. */
type Candidate = { row: WaitingMail; facts: MailedMessage | undefined; withheld: string | null };

/**
 * Mails what is due, with the follow-ups that are not due yet. Without anything due that is still wanted there is no mail,
 * and the follow-ups go on waiting.
 */
async function mailDue(userId: string, waiting: readonly WaitingMail[]): Promise<void> {
  const reader = await readMailReader(userId);
  const candidates = await decideAll(userId, reader, waiting);
  const stale = candidates.filter(({ row }) => row.isStale);
  await endMails(stale.map(({ row }) => ({ id: row.id, state: "failed", reason: "mail_given_up" })));
  const live = candidates.filter(({ row }) => !row.isStale);
  await endMails(
    live
      .filter(({ row, withheld }) => row.isDue && withheld)
      .map(({ row, withheld }) => ({ id: row.id, state: "withheld", reason: withheld })),
  );
  const wanted = live.filter(({ withheld }) => withheld === null);
  if (reader && wanted.some(({ row }) => row.isDue)) await send(reader, wanted);
}

async function decideAll(
  userId: string,
  reader: MailReader | null,
  waiting: readonly WaitingMail[],
): Promise<Candidate[]> {
  const ids = waiting.map(({ messageId }) => messageId);
  const rows = await selectMessages(db(), Prisma.sql`x.id = ANY(${ids}::uuid[])`);
  const facts = new Map((await readMailFacts(userId, rows)).map((one) => [one.message.id, one]));
  return waiting.map((row) => {
    const found = facts.get(row.messageId);
    return { row, facts: found, withheld: withheldBecause(reader, found) };
  });
}

/** Returns why a message is not mailed by what the rows say now, or null. */
function withheldBecause(reader: MailReader | null, facts: MailedMessage | undefined): string | null {
  if (!facts) return "deleted";
  if (facts.decision.because) return facts.decision.because;
  if (!reader) return "no_address";
  return reader.settings.mail === "digest" ? "left_to_digest" : null;
}

async function send(reader: MailReader, wanted: readonly Candidate[]): Promise<void> {
  const ids = wanted.map(({ row }) => row.id);
  const messages = wanted.flatMap(({ facts }) => facts ?? []);
  try {
    await sendMail(await missedMail(messageIdOf(ids), reader, messages));
  } catch (error) {
    await noteBusy(ids);
    throw error;
  }
  await endMails(ids.map((id) => ({ id, state: "sent", reason: null })));
}

/** The id of a mail, the same when it is sent again: it is that of its oldest row. */
const messageIdOf = (ids: readonly string[]) =>
  createHash("sha256")
    .update([...ids].sort()[0] ?? "")
    .digest("hex")
    .slice(0, 32);
