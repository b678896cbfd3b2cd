import { v7 as uuid } from "uuid";
import type { WriteContext } from "@/lib/core/operation";
import type { Email } from "@/lib/platform/mailer";
import { seal } from "@/lib/platform/seal";
import { wakeMailer } from "./mailer";

/**
 * Queues a mail that is sent once this transaction is durable, however long the SMTP server is away. Its text is
 * sealed while it waits, because it may hold a link into an account, and is deleted after sending.
 */
export async function queueMail(
  { db, afterCommit }: Pick<WriteContext, "db" | "afterCommit">,
  { to, subject, text }: Omit<Email, "id">,
): Promise<void> {
  await db.mail.create({ data: { id: uuid(), to, subject, text: seal("mail", text) } });
  afterCommit(wakeMailer);
}
