import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { canMail } from "@/lib/platform/mailer";
import { LIMITS } from "@/lib/shared/limits";
import { emailAddress, fold, id } from "../fields";
import { queueMail } from "../mail/queue-mail";
import { addInvitation, requireFewInvitations, requireRoomsToInvite } from "./add-invitation";
import { requireLockedInviter } from "./inviter";

const DAY_MS = 86_400_000;

const emails = z.preprocess(
  // In a form, addresses stand one a line, or with commas or semicolons between them.
  (value) => (typeof value === "string" ? value.split(/[\s,;]+/u).filter(Boolean) : value),
  z
    .array(z.string({ error: "Must be an email address." }), { error: "Must be a list of email addresses." })
    .refine((list) => list.length > 0, { error: "Must not be empty.", params: { reason: "required" } })
    .refine((list) => list.length <= LIMITS.invitationsAtOnce, {
      error: `Must be at most ${LIMITS.invitationsAtOnce} email addresses.`,
      params: { reason: "too_many", limit: LIMITS.invitationsAtOnce },
      abort: true,
    })
    .refine((list) => list.every((address) => emailAddress.safeParse(address).success), {
      error: "Must be email addresses.",
      params: { reason: "invalid_email" },
    })
    .transform((list) => list.map((address) => emailAddress.parse(address))),
);

/**
 * Mails an invitation to each address: a link for one person, for LIMITS.mailedInvitationDays. The answer is the same
 * whether an address belongs to an account already. Errors: `forbidden` (see requireInviter); `not_found` for unknown
 * rooms; `conflict` (`no_mail`) where no mail is set up; `rate_limited`.
 */
export const mailInvitations = operation({
  key: "invitation.mail",
  summary: "Invite people by email",
  needs: ["write", "admin"],
  input: z.object({ emails, roomIds: z.array(id).max(LIMITS.pageSize.max).default([]) }),

  async prepare({ userId }) {
    await throttle("invitationMails", userId ?? "");
  },

  async authorize(ctx, { emails, roomIds }) {
    const inviter = await requireLockedInviter(ctx);
    if (!canMail()) throw conflict("This server doesn't send mail. Send a link instead.", "no_mail");
    await requireFewInvitations(ctx, inviter, emails.length);
    return requireRoomsToInvite(ctx, roomIds, inviter);
  },

  async execute(ctx, { emails }, roomIds): Promise<{ sent: number }> {
    const expiresAt = new Date(Date.now() + LIMITS.mailedInvitationDays * DAY_MS);
    const write = await writerFor(ctx);
    const addresses = [...new Map(emails.map((address) => [fold(address), address])).values()];
    for (const to of addresses) {
      const { url } = await addInvitation(ctx, { role: "member", roomIds, maxUses: 1, expiresAt });
      await queueMail(ctx, { to, ...write(url) });
    }
    return { sent: addresses.length };
  },

  audit: ({ sent }) => ({ details: { count: sent } }),
});

type Writer = (url: string) => { subject: string; text: string };

/** Returns the mail's text in the inviter's language. */
async function writerFor({ db, me }: Parameters<typeof addInvitation>[0]): Promise<Writer> {
  const { name } = await db.workspace.findUniqueOrThrow({ where: { id: 1 } });
  const { locale, displayName } = await db.user.findUniqueOrThrow({ where: { id: me.userId } });
  const words = locale === "ru" ? RUSSIAN : ENGLISH;
  return (url) => words(displayName, name, url, LIMITS.mailedInvitationDays);
}

const ENGLISH = (by: string, workspace: string, url: string, days: number) => ({
  subject: `${by} invited you to ${workspace}`,
  text: `Hello,\n\n${by} invited you to ${workspace} on Parley, a chat for your team. Sign up here:\n\n${url}\n\nThe link works for ${days} days and for one person. If you don't know ${by}, ignore this mail.\n`,
});

const RUSSIAN = (by: string, workspace: string, url: string, days: number) => ({
  subject: `${workspace}: вас приглашают в Parley`,
  text: `Здравствуйте!\n\nВас приглашают в пространство «${workspace}» в Parley, чате для команды. Приглашение от: ${by}. Зарегистрируйтесь по ссылке:\n\n${url}\n\nСсылка для одного человека, срок действия в днях: ${days}. Если это письмо пришло по ошибке, просто не отвечайте на него.\n`,
});
