import { Secret, TOTP } from "otpauth";
import { z } from "zod";
import { conflict, invalidField } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import type { Tx } from "@/lib/platform/db";
import { open, seal } from "@/lib/platform/seal";
import type { User } from "@/prisma/generated/client";
import { givenPassword, text } from "../fields";
import { type Proved, provePassword, requireProved } from "./prove-password";
import { makeRecoveryCodes } from "./recovery-codes";
import { isLastFactorNeeded, liftRestriction } from "./setup-needed";

const STEP_SECONDS = 30;
/** A code of the step before or after is taken too: clocks differ. */
const WINDOW = 1;

/** Begins to set up TOTP: a secret, and the address for a QR code. Nothing counts until a code confirms it. */
export const beginTotp = operation({
  key: "account.begin-totp",
  summary: "Begin to set up an authenticator app",
  shownOnce: ["secret", "url"],
  needs: "account",
  input: z.object({}),

  async authorize({ db, me }) {
    const user = await db.user.findUniqueOrThrow({ where: { id: me.userId } });
    if (user.totpConfirmedAt) throw conflict("An authenticator app is set up already.", "totp_exists");
    return user;
  },

  async execute({ db }, _input, user): Promise<{ secret: string; url: string }> {
    const workspace = await db.workspace.findUnique({ where: { id: 1 } });
    const secret = new Secret({ size: 20 });
    await db.user.update({ where: { id: user.id }, data: { totpSecret: seal("totp", secret.base32) } });
    return { secret: secret.base32, url: totpOf(secret.base32, user.username, workspace?.name).toString() };
  },
});

/**
 * Confirms the authenticator app by one of its codes. From now on logging in takes a code; the recovery codes are in this
 * answer and never again. Other sessions live on: they were opened by whoever holds the password. Errors: `conflict`
 * without a beginning, `validation_failed` for a wrong code, `rate_limited`.
 */
export const confirmTotp = operation({
  key: "account.confirm-totp",
  summary: "Finish setting up an authenticator app",
  needs: "account",
  shownOnce: ["recoveryCodes"],
  input: z.object({ code: text({ min: 1, max: 40 }) }),

  async authorize({ db, me }, { code }) {
    await throttle("secondFactor", me.userId);
    const user = await db.user.findUniqueOrThrow({ where: { id: me.userId } });
    if (user.totpConfirmedAt || !user.totpSecret)
      throw conflict("Begin anew: there is nothing to confirm.", "totp_not_begun");
    if (!(await spendTotpCode(db, user, code)))
      throw invalidField("code", "That code is wrong.", "wrong_code");
    return user;
  },

  async execute({ db }, _input, user): Promise<{ recoveryCodes: string[] }> {
    await db.user.update({ where: { id: user.id }, data: { totpConfirmedAt: new Date() } });
    await liftRestriction(db, user.id);
    return { recoveryCodes: await makeRecoveryCodes(db, user.id) };
  },

  audit: () => ({}),
});

/**
 * Takes the authenticator app away, by the password; the recovery codes go with it. Errors: `validation_failed` for a
 * wrong password, `conflict` where there is none, or where this workspace asks everyone for a second factor and no
 * passkey is left (`factor_required`); `rate_limited`.
 */
export const disableTotp = operation({
  key: "account.disable-totp",
  summary: "Take my authenticator app away",
  needs: "account",
  input: z.object({ password: givenPassword.optional() }),
  prepare: (actor, { password }) => provePassword(actor, "password", password),

  async authorize(ctx, _input, proved) {
    const user = await requireTotp(ctx, proved);
    if (await isLastFactorNeeded(ctx.db, user, "totp"))
      throw conflict("Here everyone needs a second factor: add a passkey first.", "factor_required");
    return user;
  },

  async execute({ db }, _input, { id }): Promise<void> {
    await db.user.update({ where: { id }, data: NO_TOTP });
    await db.recoveryCode.deleteMany({ where: { userId: id } });
  },

  audit: () => ({}),
});

/** What a person without an authenticator app has in its columns. */
export const NO_TOTP = { totpSecret: null, totpConfirmedAt: null, totpLastStep: 0 };

/** New recovery codes, by the password; the old ones are void. They are in this answer and never again. Errors: as above. */
export const renewRecoveryCodes = operation({
  key: "account.renew-recovery-codes",
  summary: "Make new recovery codes",
  needs: "account",
  shownOnce: ["recoveryCodes"],
  input: z.object({ password: givenPassword.optional() }),
  prepare: (actor, { password }) => provePassword(actor, "password", password),
  authorize: (ctx, _input, proved) => requireTotp(ctx, proved),
  execute: async ({ db }, _input, { id }): Promise<{ recoveryCodes: string[] }> => ({
    recoveryCodes: await makeRecoveryCodes(db, id),
  }),
  audit: () => ({}),
});

async function requireTotp(ctx: WriteContext, proved: Proved): Promise<User> {
  const user = await requireProved(ctx, proved, "password");
  if (!user.totpConfirmedAt) throw conflict("No authenticator app is set up.", "no_totp");
  return user;
}

/**
 * Whether a code is one of the authenticator's at this time; it is used up by this (RFC 6238, 5.2), also under a race.
 */
export async function spendTotpCode(db: Tx, user: User, code: string): Promise<boolean> {
  const token = code.replaceAll(/\s/g, "");
  if (!user.totpSecret || !/^\d{6}$/.test(token)) return false;
  const delta = totpOf(open("totp", user.totpSecret), user.username).validate({ token, window: WINDOW });
  if (delta === null) return false;
  const step = Math.floor(Date.now() / 1000 / STEP_SECONDS) + delta;
  const used = await db.user.updateMany({
    where: { id: user.id, totpLastStep: { lt: step } },
    data: { totpLastStep: step },
  });
  return used.count === 1;
}

const totpOf = (secret: string, label: string, issuer = "Parley") =>
  new TOTP({
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period: STEP_SECONDS,
  });
