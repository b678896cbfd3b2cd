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
  subject: "Your email was changed",
  text: `Hello ${name},\n\nThe email of your account "${username}" was changed. This address no longer belongs to it.\n\nIf you changed it, you don't need to do anything. If not, ask an administrator to reset your password right away.\n`,
});

const RUSSIAN = (name: string, username: string) => ({
  subject: "Ваша почта изменена",
  text: `Здравствуйте, ${name}!\n\nВ аккаунте «${username}» изменили почту. Этот адрес к нему больше не относится.\n\nЕсли это сделали вы, ничего делать не нужно. Если нет, сразу попросите администратора сбросить пароль.\n`,
});
