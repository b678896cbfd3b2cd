import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { publicOperation, type WriteContext } from "@/lib/core/operation";
import { isWithinRate, throttle } from "@/lib/core/throttle";
import { db, type Tx } from "@/lib/platform/database/db";
import { networkOf } from "@/lib/platform/http/client-address";
import { canMail } from "@/lib/platform/mailer";
import type { User } from "@/prisma/generated/client";
import { fold, line } from "../../fields";
import { queueMail } from "../../mail/queue-mail";
import { lockPerson } from "../lock-person";
import { isKnownDevice } from "../login/known-device";
import { makeLink } from "./reset-links";

/** Duration of every answer, so that the time does not reveal whether an account exists. */
const ANSWER_MS = 150;

/**
 * Mails a reset link to the account of a username or email, if this installation can send mail and the account has an
 * address. Neither the answer nor its time reveals whether the account exists: the mail is a row, sent later.
 * Requests count per network and account, so that nobody uses up another's. Above RATES.resetMailsPerAccount no
 * further mail is sent, and the newest link stays valid. Error: `rate_limited`.
 */
export const requestPasswordReset = publicOperation({
  key: "account.request-password-reset",
  summary: "Request a password reset link",
  input: z.object({ username: line({ min: 1, max: 254 }) }),

  async prepare(actor, { username }) {
    const begun = Date.now();
    const name = fold(username);
    const user = await findByName(name);
    const isKnown = user !== null && (await isKnownDevice(db(), actor, user.id));
    await countRequest(actor, name, isKnown ? user : null);
    const mayMail = user !== null && (isKnown || (await isWithinRate("resetMailsPerAccount", user.id)));
    return { begun, user, mayMail };
  },

  authorize: ({ db }, _input, { user }) => (user ? lockPerson(db, user.id) : null),

  async execute(ctx, _input, user, { begun, mayMail }): Promise<{ canMail: boolean }> {
    if (canMail() && mayMail && user && !user.deactivatedAt) await writeMail(ctx, user);
    ctx.afterCommit(() => wait(Math.max(0, begun + ANSWER_MS - Date.now())));
    return { canMail: canMail() };
  },

  audit: (_out, _ctx, user) => user && { target: { id: user.id, name: user.username } },
});

const findByName = (name: string) =>
  db().user.findFirst({
    where: {
      OR: [{ usernameKey: name }, { formerUsernameKey: name }, { emailKey: name }],
      deactivatedAt: null,
      isBot: false,
    },
  });

/** Counts a known device separately, everybody else by their network. */
async function countRequest(actor: Actor, name: string, known: User | null): Promise<void> {
  if (known) return throttle("resetPerAsker", `${known.id} from ${actor.device ?? actor.address}`);
  await throttle("resetPerAddress", actor.address);
  await throttle("resetPerAsker", `${name} from ${networkOf(actor.address)}`);
}

async function writeMail(ctx: WriteContext<null>, user: User): Promise<void> {
  const { email } = user;
  const emailKey = await heldAddress(ctx.db, user);
  if (!email || !emailKey) return;
  const { url } = await makeLink(ctx.db, user, { emailKey });
  const write = user.locale === "ru" ? RUSSIAN : ENGLISH;
  await queueMail(ctx, { to: email, ...write(user.displayName, url) });
}

/**
 * Returns the address that an account holds. An address that it only named becomes its own if the holder has given it
 * up.
 */
async function heldAddress(rows: Tx, { id, emailKey, emailClaim }: User): Promise<string | null> {
  if (emailKey || !emailClaim) return emailKey;
  if ((await rows.user.count({ where: { emailKey: emailClaim } })) > 0) return null;
  await rows.user.update({ where: { id }, data: { emailKey: emailClaim } });
  return emailClaim;
}

const ENGLISH = (name: string, url: string) => ({
  subject: "Reset your password",
  text: `Hello ${name},\n\nYou asked to reset your password. Set a new one here. The link works for an hour:\n\n${url}\n\nIf it wasn't you, ignore this email. Your password stays the same.\n`,
});

const RUSSIAN = (name: string, url: string) => ({
  subject: "Смена пароля",
  text: `Здравствуйте, ${name}!\n\nВы попросили сменить пароль. Задайте новый по ссылке — она действует час:\n\n${url}\n\nЕсли это были не вы, просто не открывайте её: пароль останется прежним.\n`,
});
