import type { WriteContext } from "@/lib/core/operation";
import { isWithinRate } from "@/lib/core/throttle";
import { canMail } from "@/lib/platform/mailer";
import type { User } from "@/prisma/generated/client";
import { queueMail } from "../mail/queue-mail";

/**
 * Informs the old address of an account that it was replaced: access to the account's mail can set its password, so
 * its owner must learn of the change. Nothing is sent without SMTP_URL, nor to an address that another account holds.
 */
export async function mailOldAddress(
  ctx: WriteContext,
  { id, email, emailKey, displayName, username, locale }: User,
): Promise<void> {
  if (!email || !emailKey || !canMail() || !(await isWithinRate("oldAddressMails", id))) return;
  const write = locale === "ru" ? RUSSIAN : ENGLISH;
  await queueMail(ctx, { to: email, ...write(displayName, username) });
}

const ENGLISH = (name: string, username: string) => ({
  subject: "Your email address was changed",
  text: `Hello ${name},\n\nthe email address of your account "${username}" was changed. This address no longer belongs to it.\n\nIf that was you, there is nothing to do. If it wasn't, ask an administrator at once to reset your password.\n`,
});

const RUSSIAN = (name: string, username: string) => ({
  subject: "Адрес почты изменён",
  text: `Здравствуйте, ${name}!\n\nАдрес почты вашей учётной записи «${username}» изменён. Этот адрес к ней больше не относится.\n\nЕсли это сделали вы, ничего делать не нужно. Если нет, сразу попросите администратора сбросить пароль.\n`,
});
