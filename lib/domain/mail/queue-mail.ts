import { z } from "zod";
import { defineJob } from "@/lib/core/jobs/define-job";
import { enqueue } from "@/lib/core/jobs/enqueue";
import type { WriteContext } from "@/lib/core/operation";
import { type Email, sendMail } from "@/lib/platform/mailer";
import { open, seal } from "@/lib/platform/secrets/seal";

/**
 * Hands a mail to the SMTP server: ten attempts over some two days. A process that dies after the server took the mail
 * and before the row went sends it again, under the same Message-ID, by which the receiver knows it.
 */
export const sendMailJob = defineJob({
  kind: "mail.send",
  input: z.object({ to: z.string(), subject: z.string(), text: z.string() }),
  maxAttempts: 10,
  backoff: { first: 120, longest: 8 * 3600 },
  concurrency: 3,
  isErasedOnFailure: true,
  run: ({ to, subject, text }, { id }) => sendMail({ id, to, subject, text: open("mail", text) }),
});

/**
 * Queues a mail that is sent once this transaction is durable, however long the SMTP server is away. Its text is
 * sealed while it waits, because it may hold a link into an account. No row keeps it once it was sent or given up.
 */
export async function queueMail(
  ctx: Pick<WriteContext<unknown>, "db" | "afterCommit">,
  { to, subject, text }: Omit<Email, "id">,
): Promise<void> {
  await enqueue(ctx, sendMailJob, { to, subject, text: seal("mail", text) });
}
