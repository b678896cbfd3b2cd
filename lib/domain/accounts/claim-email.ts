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
  subject: "Someone used your email for another account",
  text: `Hello ${name},\n\nSomeone entered this email for another account. It still belongs to your account, "${username}". Nothing has changed.\n\nIf it was you, sign in as "${username}". If you forgot the password, reset it on the sign-in page. If it wasn't you, you don't need to do anything.\n`,
});

const RUSSIAN = (name: string, username: string) => ({
  subject: "Вашу почту указали в другом аккаунте",
  text: `Здравствуйте, ${name}!\n\nКто-то указал этот адрес в другом аккаунте. Он по-прежнему принадлежит вашему — «${username}». Ничего не изменилось.\n\nЕсли это были вы, войдите как «${username}». Забытый пароль можно сменить на странице входа. Если нет, ничего делать не нужно.\n`,
});
