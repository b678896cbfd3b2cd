import type { WriteContext } from "@/lib/core/operation";
import { isWithinRate } from "@/lib/core/throttle";
import { canMail } from "@/lib/platform/mailer";
import type { User } from "@/prisma/generated/client";
import { fold } from "../fields";
import { queueMail } from "../mail/queue-mail";

type EmailColumns = Pick<User, "email" | "emailKey" | "emailClaim">;

/**
 * Builds the email columns of an account. The first account to name an address holds it. A second one gets the same
 * answer, so that nobody learns who has an account: it shows the address and logs in by it, but gets none of its
 * mail. The holder is informed by mail instead.
 */
export async function claimEmail(
  ctx: Pick<WriteContext<unknown>, "db" | "afterCommit">,
  email: string | null | undefined,
): Promise<EmailColumns> {
  if (!email) return { email: null, emailKey: null, emailClaim: null };
  const emailClaim = fold(email);
  const holder = await ctx.db.user.findUnique({ where: { emailKey: emailClaim } });
  if (holder) await mailHolder(ctx, holder);
  return { email, emailClaim, emailKey: holder ? null : emailClaim };
}

async function mailHolder(
  ctx: Pick<WriteContext<unknown>, "db" | "afterCommit">,
  holder: User,
): Promise<void> {
  if (!holder.email || !canMail() || holder.deactivatedAt) return;
  if (!(await isWithinRate("emailClaimMails", holder.id))) return;
  const write = holder.locale === "ru" ? RUSSIAN : ENGLISH;
  await queueMail(ctx, { to: holder.email, ...write(holder.displayName, holder.username) });
}

const ENGLISH = (name: string, username: string) => ({
  subject: "Your email address was given for another account",
  text: `Hello ${name},\n\nsomebody gave this email address for another account. It stays with yours, "${username}", which is unchanged.\n\nIf that was you, log in to "${username}" instead; if you forgot its password, ask for a new one on the log-in page. If it wasn't, there is nothing to do.\n`,
});

const RUSSIAN = (name: string, username: string) => ({
  subject: "Ваш адрес указан для другой учётной записи",
  text: `Здравствуйте, ${name}!\n\nКто-то указал этот адрес для другой учётной записи. Он остаётся за вашей, «${username}», и в ней ничего не изменилось.\n\nЕсли это были вы, войдите как «${username}»; забытый пароль можно сменить на странице входа. Если нет, ничего делать не нужно.\n`,
});
