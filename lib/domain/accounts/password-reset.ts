import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { operation, publicOperation, type WriteContext } from "@/lib/core/operation";
import { publishAccess } from "@/lib/core/publish";
import { throttle } from "@/lib/core/throttle";
import type { Tx } from "@/lib/platform/db";
import { linkTo } from "@/lib/platform/links";
import { canMail } from "@/lib/platform/mailer";
import { hashPassword } from "@/lib/platform/password";
import type { ResetLinkView } from "@/lib/shared/views";
import type { PasswordReset, User } from "@/prisma/generated/client";
import { fold, line, newPassword, reference, text } from "../fields";
import { queueMail } from "../mail/queue-mail";
import { requireAccount } from "../people/access";
import { endSessions, hashOf } from "./session";

const HOUR_MS = 3600 * 1000;

/** Every answer to a request for a link takes this long, so that nobody can tell an account from none by the clock. */
const ANSWER_MS = 150;

/**
 * Sends a link for a new password to the account of a username or email, where this installation can send mail and the
 * account has an address. Whether there is such an account is told neither by the answer nor by the time it takes: the
 * mail is a row, sent later. Error: `rate_limited`.
 */
export const requestPasswordReset = publicOperation({
  key: "account.request-password-reset",
  summary: "Ask for a link to set a new password",
  input: z.object({ username: line({ min: 1, max: 254 }) }),

  async prepare(actor, { username }) {
    const begun = Date.now();
    await throttle("resetPerAddress", actor.address);
    await throttle("resetPerAccount", fold(username));
    return { begun };
  },

  authorize: ({ db }, { username }) => {
    const name = fold(username);
    return db.user.findFirst({
      where: { OR: [{ usernameKey: name }, { emailKey: name }], deactivatedAt: null, isBot: false },
    });
  },

  async execute(ctx, _input, user, { begun }): Promise<{ canMail: boolean }> {
    if (canMail() && user?.email) await writeMail(ctx, user, user.email);
    ctx.afterCommit(() => wait(begun + ANSWER_MS - Date.now()));
    return { canMail: canMail() };
  },

  audit: (_out, _ctx, user) => user && { target: { id: user.id, name: user.username } },
});

async function writeMail(ctx: WriteContext<null>, user: User, to: string): Promise<void> {
  const { url } = await keep(ctx.db, makeToken(), user, null);
  const write = user.locale === "ru" ? RUSSIAN : ENGLISH;
  await queueMail(ctx, { to, ...write(user.displayName, url) });
}

const ENGLISH = (name: string, url: string) => ({
  subject: "Set a new password",
  text: `Hello ${name},\n\nsomebody, you we hope, asked for a new password. Set it here, within an hour:\n\n${url}\n\nIf it was not you, do nothing: your password stays as it is.\n`,
});

const RUSSIAN = (name: string, url: string) => ({
  subject: "Новый пароль",
  text: `Здравствуйте, ${name}!\n\nКто-то, надеемся, что вы, попросил сменить пароль. Задайте новый в течение часа:\n\n${url}\n\nЕсли это были не вы, ничего не делайте: пароль останется прежним.\n`,
});

/** Makes a link by which a person sets a new password, to be handed over. It is shown this once. Error: `not_found`. */
export const makeResetLink = operation({
  key: "person.make-reset-link",
  summary: "Make a link for a person to set a new password",
  shownOnce: ["token", "url"],
  needs: "admin",
  input: z.object({ user: reference }),
  authorize: ({ db, me }, { user }) => requireAccount(db, me, user),
  execute: ({ db, me }, _input, user): Promise<ResetLinkView> => keep(db, makeToken(), user, me.userId),
  audit: (_out, _ctx, user) => ({ target: { id: user.id, name: user.username } }),
});

/**
 * Sets a new password by the token of a link: one use, one hour. Every session of the person ends, and what was open on
 * sockets with them; a second factor stays. Errors: `not_found` for a token that is not good, `validation_failed`.
 */
export const resetPassword = publicOperation({
  key: "account.reset-password",
  summary: "Set a new password by a link",
  input: z.object({ token: text({ min: 1, max: 200 }), newPassword }),

  async prepare(actor, { newPassword }) {
    await throttle("tokenPerAddress", actor.address);
    return { passwordHash: await hashPassword(newPassword) };
  },

  async authorize({ db }, { token }) {
    const tokenHash = hashOf(token);
    // The row's lock: of fifty posts at once one gets through.
    await db.$queryRaw`SELECT 1 FROM password_reset WHERE token_hash = ${tokenHash} FOR UPDATE`;
    const found = await db.passwordReset.findUnique({ where: { tokenHash }, include: { user: true } });
    if (!found || found.usedAt || found.expiresAt < new Date() || found.user.deactivatedAt) throw over();
    return found;
  },

  async execute(
    { db, afterCommit },
    _input,
    { tokenHash, user, createdById },
    { passwordHash },
  ): Promise<void> {
    await db.passwordReset.update({ where: { tokenHash }, data: { usedAt: new Date() } });
    await db.user.update({
      where: { id: user.id },
      data: {
        passwordHash,
        mustChangePassword: false,
        ...(createdById === null && { emailProvedAt: new Date() }),
      },
    });
    await db.passwordReset.deleteMany({ where: { userId: user.id, usedAt: null } });
    await endSessions(db, { userId: user.id, apiToken: null });
    afterCommit(() => publishAccess(user.id));
  },

  audit: (_out, _ctx, { user }) => ({ target: { id: user.id, name: user.username } }),
});

const over = () => notFound("This link is not valid any more. Ask for another.");
const makeToken = () => `rst_${randomBytes(24).toString("base64url")}`;

async function keep(db: Tx, token: string, user: User, createdById: string | null): Promise<ResetLinkView> {
  const expiresAt = new Date(Date.now() + HOUR_MS);
  const row: Omit<PasswordReset, "usedAt" | "createdAt"> = {
    tokenHash: hashOf(token),
    userId: user.id,
    expiresAt,
    createdById,
  };
  await db.passwordReset.create({ data: row });
  return { token, url: linkTo(`/reset?token=${token}`), expiresAt: expiresAt.toISOString() };
}
