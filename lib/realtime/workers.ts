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

/** Every kind of job that this process can run. A process without SMTP_URL leaves mails to those that have it. */
const jobs = () => [rewriteMessagesJob, purgeRoomJob, ...(canMail() ? [sendMailJob] : [])];

/** Starts background work: the jobs. */
export function startWorkers(): { stop(): Promise<void> } {
  const runner = new JobRunner(jobs());
  return {
    async stop() {
      await runner.stop();
      await flushSessionUses().catch(() => 0);
    },
  };
}
