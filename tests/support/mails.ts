import { sendMailJob } from "@/lib/domain/mail/queue-mail";
import { db } from "@/lib/platform/database/db";
import { open } from "@/lib/platform/secrets/seal";

/** The mails that wait, oldest first, with their text. */
export async function waitingMails(): Promise<{ to: string; subject: string; text: string; at: Date }[]> {
  const rows = await db().job.findMany({ where: { kind: sendMailJob.kind }, orderBy: { id: "asc" } });
  return rows.map(({ input, createdAt }) => {
    const { to, subject, text } = sendMailJob.input.parse(input);
    return { to, subject, text: open("mail", text), at: createdAt };
  });
}

/** Takes back every job that waits, so that a test begins with none. */
export const forgetJobs = () => db().job.deleteMany();
