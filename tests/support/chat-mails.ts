import { onTestFinished, vi } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { readCommits } from "@/lib/delivery/commit-work";
import { mailDigestJob } from "@/lib/domain/mail/notifications/mail-digest";
import { mailMissedJob } from "@/lib/domain/mail/notifications/mail-missed";
import { mailsOfCommits } from "@/lib/domain/mail/notifications/mails-of-messages";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { updateNotificationSettings } from "@/lib/domain/notifications/update-settings";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import type { NotificationSettingsView } from "@/lib/shared/views";
import { decodeMail } from "./mail-forms";
import { startSmtp } from "./smtp";
import { type Person, person, room } from "./world";

/** Reads the work of new messages, and sends every mail about messages that is due. */
export async function mail(): Promise<void> {
  await readCommits([mailsOfCommits]);
  await runDueJobs([mailMissedJob, mailDigestJob]);
}

/** Lets mails be due now, as if so many minutes had passed since their messages were sent and read for mail. */
export async function passMinutes(minutes: number): Promise<void> {
  await readCommits([mailsOfCommits]);
  const by = minutes * 60;
  await db().$executeRaw`
    UPDATE notification_delivery SET due_at = due_at - make_interval(secs => ${by}::float8),
           created_at = created_at - make_interval(secs => ${by}::float8)`;
  await db().$executeRaw`UPDATE job SET run_at = run_at - make_interval(secs => ${by}::float8)`;
}

/** Gives a person an address of their own. */
export async function withAddress({ userId, username }: Person): Promise<string> {
  const email = `${username}@example.org`;
  await db().user.update({ where: { id: userId }, data: { email, emailKey: email, emailClaim: email } });
  return email;
}

/** Sends all mail of this process through a server, which is stopped with the test. */
async function mailServer() {
  const smtp = await startSmtp();
  const before = settings();
  rememberAs("settings", { ...before, smtpUrl: smtp.url, mailFrom: "Parley <chat@example.com>" });
  rememberAs("mail transport", undefined);
  vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(async () => {
    await smtp.stop();
    rememberAs("settings", before);
    rememberAs("mail transport", undefined);
  });
  return { ...smtp, mails: () => smtp.received.map(decodeMail) };
}

/** Ada writes in a room with Bob, who gets mentions by mail after 15 minutes. */
export async function mailScene(wish: Partial<NotificationSettingsView> = {}) {
  await readCommits([]);
  await db().job.deleteMany();
  const smtp = await mailServer();
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const address = await withAddress(bob);
  await updateNotificationSettings(bob, { mail: "mentions", mailDelayMinutes: 15, ...wish });
  const den = await room(ada, { members: [bob] });
  const say = async (text: string, from = ada, to = den.id) =>
    (await sendMessage(from, { room: to, text })).message;
  const call = (text: string) => say(`@${bob.username} ${text}`);
  /** State and reason of each mail of Bob's, in order. */
  const states = async () =>
    (
      await db().notificationDelivery.findMany({
        where: { userId: bob.userId, target: "mail" },
        orderBy: { id: "asc" },
      })
    ).map(({ state, reason }) => (reason ? `${state}: ${reason}` : state));
  return { smtp, mails: smtp.mails, ada, bob, address, den, say, call, states };
}
