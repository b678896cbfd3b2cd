import { z } from "zod";
import { conflict, notFound } from "@/lib/core/errors";
import { publicOperation } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { publishAccessChange } from "@/lib/delivery/publish";
import type { Db, Tx } from "@/lib/platform/database/db";
import { hashPassword } from "@/lib/platform/secrets/password";
import { LIMITS } from "@/lib/shared/limits";
import type { ResetView } from "@/lib/shared/views";
import type { PasswordReset, User } from "@/prisma/generated/client";
import { id, newPassword, text } from "../../fields";
import { isAdministrator } from "../../people/access";
import { lockPerson } from "../lock-person";
import { toPasskeyView } from "../second-factor/passkeys";
import { deleteUnusableCodes } from "../second-factor/recovery-codes";
import { endSessions, hashOf } from "../sessions/session";
import { endResets } from "./reset-links";

const token = text({ min: 1, max: 200 });

/**
 * Reads the page of a reset link: the passkeys that keep working for the account, and whether the reset may remove
 * them. Error: `not_found` for an invalid token.
 */
export const readReset = publicOperation({
  key: "account.read-reset",
  summary: "List an account's passkeys during a password reset",
  input: z.object({ token }),
  prepare: (actor) => throttle("tokenPerAddress", actor.address),

  async authorize({ db }, { token }) {
    const reset = await db.passwordReset.findUnique({
      where: { tokenHash: hashOf(token) },
      include: { user: true },
    });
    return requireUsable(db, reset, reset?.user);
  },

  async execute({ db }, _input, { user }): Promise<ResetView> {
    const passkeys = await db.passkey.findMany({ where: { userId: user.id }, orderBy: { id: "asc" } });
    return { passkeys: passkeys.map(toPasskeyView), canRemove: await arePasskeysRemovable(db, user) };
  },
});

/**
 * Sets a new password by the token of a link: one use, within LIMITS.resetMinutes. All sessions of the person end,
 * with their API tokens, sockets and other links. A mailed link proves its address. The named passkeys are removed,
 * unless they are a required second factor, which access to the account's mail does not prove. Errors: `not_found`
 * for an invalid token; `validation_failed`; `conflict` (`factor_required`) for passkeys that stay.
 */
export const resetPassword = publicOperation({
  key: "account.reset-password",
  summary: "Set a new password with a reset link",
  input: z.object({
    token,
    newPassword,
    removePasskeys: z.array(id, { error: "Must be a list of ids." }).max(LIMITS.passkeys).default([]),
  }),

  async prepare(actor, { newPassword }) {
    await throttle("tokenPerAddress", actor.address);
    return { passwordHash: await hashPassword(newPassword) };
  },

  async authorize({ db }, { token, removePasskeys }) {
    const found = await lockReset(db, hashOf(token));
    if (removePasskeys.length > 0 && !(await arePasskeysRemovable(db, found.user)))
      throw conflict(
        "This workspace requires two-step sign-in. Remove these passkeys after signing in.",
        "factor_required",
      );
    return found;
  },

  async execute(
    { db, afterCommit },
    { removePasskeys },
    { tokenHash, user, createdById },
    { passwordHash },
  ): Promise<void> {
    await db.passwordReset.update({ where: { tokenHash }, data: { usedAt: new Date() } });
    await db.user.update({
      where: { id: user.id },
      data: {
        passwordHash,
        mustChangePassword: false,
        passwordGivenById: null,
        ...(createdById === null && { emailProvedAt: new Date() }),
      },
    });
    await endResets(db, user.id);
    await db.passkey.deleteMany({ where: { userId: user.id, id: { in: removePasskeys } } });
    await deleteUnusableCodes(db, user);
    await endSessions(db, { userId: user.id });
    afterCommit(() => publishAccessChange(user.id));
  },

  audit: (_out, _ctx, { user }, { removePasskeys }) => ({
    target: { id: user.id, name: user.username },
    details: { passkeysRemoved: removePasskeys.length },
  }),
});

const invalidLink = () => notFound("This link has expired. Ask for a new one.");

type ResetWithUser = PasswordReset & { user: User };

/** Locks the token's row and its person's: of fifty posts at once one gets through, and the address cannot change. */
async function lockReset(db: Tx, tokenHash: string): Promise<ResetWithUser> {
  const [row] = await db.$queryRaw<{ userId: string }[]>`
    SELECT user_id AS "userId" FROM password_reset WHERE token_hash = ${tokenHash}`;
  if (!row) throw invalidLink();
  const user = await lockPerson(db, row.userId);
  await db.$queryRaw`SELECT 1 FROM password_reset WHERE token_hash = ${tokenHash} FOR UPDATE`;
  return requireUsable(db, await db.passwordReset.findUnique({ where: { tokenHash } }), user);
}

/** Requires an open reset of an active person, from an administrator who may still give it. Error: `not_found`. */
async function requireUsable(
  db: Db,
  reset: PasswordReset | null,
  user: User | undefined,
): Promise<ResetWithUser> {
  const isOpen = reset && user && !reset.usedAt && reset.expiresAt > new Date() && !user.deactivatedAt;
  if (!isOpen || !(await isStillGiven(db, reset, user))) throw invalidLink();
  return { ...reset, user };
}

/**
 * An administrator's link needs its maker to be one still; a mailed link needs its address to be the account's still.
 */
const isStillGiven = async (db: Db, { createdById, emailKey }: PasswordReset, user: User) =>
  createdById === null ? emailKey !== null && emailKey === user.emailKey : isAdministrator(db, createdById);

/** True if the link's holder could remove the passkeys anyway, by logging in with the new password alone. */
async function arePasskeysRemovable(db: Db, { totpConfirmedAt }: User): Promise<boolean> {
  const workspace = await db.workspace.findUnique({ where: { id: 1 } });
  return totpConfirmedAt === null && !workspace?.requireTwoFactor;
}
