import type { Job } from "@/lib/core/jobs/define-job";
import { JobRunner } from "@/lib/core/jobs/job-runner";
import { ensureJob } from "@/lib/core/jobs/periodic";
import { flushSessionUses } from "@/lib/core/session-use";
import { type CommitHandler, CommitReader, makeCommitJob } from "@/lib/delivery/commit-work";
import { canMail } from "@/lib/platform/mailer";
import { activityOfCommits } from "../activity/activity-of-commits";
import { sweepActivityJob } from "../activity/sweep-activity";
import { rewriteMessagesJob } from "../administration/apply-messages-fate";
import { cardsOfCommits } from "../cards/enqueue-cards";
import { fillCardsJob } from "../cards/fill-cards";
import { sweepCardsJob } from "../cards/sweep-cards";
import { remindToConfirmJob } from "../confirmations/send-reminders";
import { sweepFilesJob, sweepStaging, sweepStorageJob } from "../files/sweep/sweep-files";
import { mailDigestJob } from "../mail/notifications/mail-digest";
import { mailMissedJob } from "../mail/notifications/mail-missed";
import { mailsOfCommits } from "../mail/notifications/mails-of-messages";
import { ensureDigests } from "../mail/notifications/plan-digest";
import { sendMailJob } from "../mail/queue-mail";
import { pollClockJob } from "../polls/update-polls";
import { preparePush } from "../push/push-keys";
import { PushSender } from "../push/push-sender";
import { pushesOfCommits } from "../push/pushes-of-messages";
import { sweepDeliveriesJob } from "../push/sweep-deliveries";
import { ReminderClock } from "../reminders/reminder-clock";
import { purgeRoomJob } from "../rooms/purge-room";
import { sendDueJob } from "../scheduled/send-due";
import { indexFileTextJob } from "../search/index/index-file-text";
import { searchEntriesOfCommits } from "../search/index/index-messages";
import { indexOldMessagesJob } from "../search/index/index-old-messages";
import { threadsOfCommits } from "../threads/threads-of-commits";
import { runUpgrades } from "../upgrades/upgrades";

/**
 * Rewrites rows of an older version that this one would refuse, and logs the changes. It has the first connection of the
 * process: on a busy machine that can time out while modules load, and is tried again.
 */
export async function upgradeRows(run: () => Promise<string[]> = runUpgrades, tries = 3): Promise<void> {
  try {
    for (const line of await run()) console.log(line);
  } catch (error) {
    if (tries === 1 || !isConnectionTimeout(error)) throw error;
    await upgradeRows(run, tries - 1);
  }
}

/** True for the error of `pg` for a connection that took longer than connectionTimeoutMillis. */
const isConnectionTimeout = (error: unknown) => error instanceof Error && /timeout/i.test(error.message);

/** Derive background work from new messages; see lib/delivery/commit-work.ts. */
const COMMIT_HANDLERS: readonly CommitHandler[] = [
  pushesOfCommits,
  activityOfCommits,
  threadsOfCommits,
  mailsOfCommits,
  searchEntriesOfCommits,
  cardsOfCommits,
];

/** Jobs that run again and again. */
const PERIODIC: readonly Job[] = [
  sweepFilesJob,
  sweepStorageJob,
  sweepCardsJob,
  sweepDeliveriesJob,
  sweepActivityJob,
  indexOldMessagesJob,
  sendDueJob,
  pollClockJob,
];

/** Jobs that need a mail server. */
const MAILS: readonly Job[] = [sendMailJob, mailMissedJob, mailDigestJob];

/** All kinds of jobs. */
export const JOBS: readonly Job[] = [
  makeCommitJob(COMMIT_HANDLERS),
  rewriteMessagesJob,
  purgeRoomJob,
  remindToConfirmJob,
  ...MAILS,
  fillCardsJob,
  indexFileTextJob,
  ...PERIODIC,
];

/** Interval of sweeping this machine's unfinished uploads, in milliseconds. */
const STAGING_SWEEP_MS = 3_600_000;

/** The kinds that this process can run: without SMTP_URL it leaves mails to processes that have it. */
const runnableJobs = () => JOBS.filter((job) => !MAILS.includes(job) || canMail());

/** Starts background work: the jobs, the reading of new messages, pushes, and reminders. */
export function startWorkers(): { stop(): Promise<void> } {
  const runner = new JobRunner(runnableJobs());
  const pushes = new PushSender();
  const commits = new CommitReader(COMMIT_HANDLERS);
  const reminders = new ReminderClock();
  const sweeping = startStagingSweeps();
  void ensurePeriodicJobs();
  void preparePush().catch((error) => console.warn(`Keys for pushes are not there yet: ${error}`));
  return {
    async stop() {
      clearInterval(sweeping);
      await reminders.stop();
      await commits.stop();
      await pushes.stop();
      await runner.stop();
      await flushSessionUses().catch(() => 0);
    },
  };
}

/** Sweeps this machine's unfinished uploads now and every hour. */
function startStagingSweeps(): NodeJS.Timeout {
  const sweep = () => void sweepStaging().catch((error) => console.warn("Unfinished uploads stay:", error));
  sweep();
  return setInterval(sweep, STAGING_SWEEP_MS).unref();
}

async function ensurePeriodicJobs(): Promise<void> {
  if (canMail()) await ensureDigests().catch((error) => console.warn(`Digests are not scheduled: ${error}`));
  for (const job of PERIODIC)
    await ensureJob(job).catch((error) => console.warn(`Job ${job.kind} is not scheduled: ${error}`));
}
