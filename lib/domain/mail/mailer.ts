import { db } from "@/lib/platform/db";
import { canMail, sendMail } from "@/lib/platform/mailer";
import { remember, rememberAs } from "@/lib/platform/remember";
import { open } from "@/lib/platform/seal";
import type { Mail } from "@/prisma/generated/client";

/** A mail is given up after this many attempts, over some two days. */
const ATTEMPTS = 10;
const BATCH = 10;
/**
 * Pause before the second attempt, in seconds; it doubles each time up to MAX_WAIT_SECONDS. Longer than sending can
 * take.
 */
const FIRST_WAIT_SECONDS = 120;
const MAX_WAIT_SECONDS = 8 * 3600;
/** Interval of looking for due mails that nobody woke the mailer for, in milliseconds. */
const POLL_MS = 5_000;
/** Days until finished mails are deleted. */
const KEPT_DAYS = 7;

/**
 * Starts to send queued mails; each is sent by one of the processes. A process takes a mail by moving its next
 * attempt into the future, in one statement: no lock is held during SMTP, and a process that dies delays the mail
 * without losing it. Returns null if this installation sends no mail.
 */
export function startMailer(): { stop(): Promise<void> } | null {
  if (!canMail()) return null;
  const mailer = new Mailer(POLL_MS);
  rememberAs("mailer", mailer);
  return mailer;
}

/** Wakes the mailer for a new mail. In a process without one nothing happens: another process finds the row. */
export const wakeMailer = (): void => void remember<Mailer | null>("mailer", () => null)?.wake();

class Mailer {
  private readonly timer: NodeJS.Timeout;
  private working: Promise<void> | null = null;
  private isWanted = false;

  constructor(lookMs: number) {
    this.timer = setInterval(() => this.wake(), lookMs).unref();
    this.wake();
  }

  wake(): void {
    this.isWanted = true;
    this.working ??= this.work().finally(() => {
      this.working = null;
    });
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    rememberAs("mailer", null);
    this.isWanted = false;
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false;
      const found = await sendDueMails().catch((error) => void console.warn("Mail waits:", messageOf(error)));
      if (found) this.isWanted = true;
    }
  }
}

/** Tries each due mail once. @returns how many there were */
export async function sendDueMails(): Promise<number> {
  const due = await takeDueMails();
  for (const mail of due) await attempt(mail);
  if (due.length === 0) await forgetOld();
  return due.length;
}

const takeDueMails = () => db().$queryRaw<Mail[]>`
  UPDATE mail SET attempts = attempts + 1,
         next_at = now() + make_interval(secs => least(${MAX_WAIT_SECONDS}::float8, ${FIRST_WAIT_SECONDS} * power(2, attempts)))
   WHERE id IN (SELECT id FROM mail WHERE sent_at IS NULL AND attempts < ${ATTEMPTS} AND next_at <= now()
                 ORDER BY next_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id, "to", subject, text, attempts`;

async function attempt({ id, to, subject, text, attempts }: Mail): Promise<void> {
  try {
    await sendMail({ id, to, subject, text: open("mail", text) });
    await db().mail.update({ where: { id }, data: { sentAt: new Date(), text: "" } });
  } catch (error) {
    const isLast = attempts >= ATTEMPTS;
    console.warn(
      `A mail did not go out (attempt ${attempts}${isLast ? ", the last" : ""}): ${messageOf(error)}`,
    );
    if (isLast) await db().mail.update({ where: { id }, data: { text: "" } });
  }
}

const forgetOld = () => db().$executeRaw`
  DELETE FROM mail WHERE (sent_at IS NOT NULL OR attempts >= ${ATTEMPTS})
     AND created_at < now() - make_interval(days => ${KEPT_DAYS})`;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
