import type { Job } from "@/lib/core/jobs/define-job";
import { JobRunner } from "@/lib/core/jobs/job-runner";
import { flushSessionUses } from "@/lib/core/session-use";
import { canMail } from "@/lib/platform/mailer";
import { rewriteMessagesJob } from "../domain/administration/apply-messages-fate";
import { sendMailJob } from "../domain/mail/queue-mail";
import { purgeRoomJob } from "../domain/rooms/purge-room";
import { runUpgrades } from "../domain/upgrades/upgrades";

/** Rewrites rows of an older version that this one would refuse, and logs the changes. */
export async function upgradeRows(): Promise<void> {
  for (const line of await runUpgrades()) console.log(line);
}

/** All kinds of jobs. */
export const JOBS: readonly Job[] = [rewriteMessagesJob, purgeRoomJob, sendMailJob];

/** The kinds that this process can run: without SMTP_URL it leaves mails to processes that have it. */
const runnableJobs = () => JOBS.filter((job) => job !== sendMailJob || canMail());

/** Starts background work: the jobs. */
export function startWorkers(): { stop(): Promise<void> } {
  const runner = new JobRunner(runnableJobs());
  return {
    async stop() {
      await runner.stop();
      await flushSessionUses().catch(() => 0);
    },
  };
}
