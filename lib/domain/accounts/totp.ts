import { Secret, TOTP } from "otpauth";
import { z } from "zod";
import { conflict, invalidField } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import type { Tx } from "@/lib/platform/db";
import { open, seal } from "@/lib/platform/seal";
import type { User } from "@/prisma/generated/client";
import { givenPassword, text } from "../fields";
import { liftRestriction } from "./lift-restriction";
import { checkPassword, type Proof, requireProof } from "./proof";
import { deleteUnusableCodes, makeRecoveryCodes } from "./recovery-codes";
import { isLastFactorNeeded } from "./setup-needed";

const STEP_SECONDS = 30;
/** A code of the step before or after is taken too: clocks differ. */
const WINDOW = 1;
/** How long a proof of identity outlives LIMITS.proofMinutes between the beginning of the set-up and its end. */
const SETUP_MINUTES = 10;

/**
 * Begins to set up TOTP: a secret, and the address for a QR code. Nothing counts until a code confirms it. Errors:
 * `forbidden` (`proof_needed`); `conflict` where an app is set up already; `rate_limited`.
 */
export const beginTotp = operation({
  key: "account.begin-totp",
  summary: "Begin to set up an authenticator app",
  shownOnce: ["secret", "url"],
  needs: ["account", "add_factor"],
  input: z.object({ password: givenPassword.optional() }),
  prepare: (actor, { password }) => checkPassword(actor, "password", password),

  async authorize(ctx, _input, proof) {
    const user = await requireProof(ctx, proof);
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
  needs: ["account", "add_factor"],
  shownOnce: ["recoveryCodes"],
  input: z.object({ code: text({ min: 1, max: 40 }), password: givenPassword.optional() }),
  prepare: (actor, { password }) => checkPassword(actor, "password", password),

  async authorize(ctx, { code }, proof) {
    const { db, me } = ctx;
    const user = await requireProof(ctx, proof, { graceMinutes: SETUP_MINUTES });
    await throttle("secondFactor", `set up ${me.sessionId}`);
    if (user.totpConfirmedAt || !user.totpSecret)
      throw conflict("Begin anew: there is nothing to confirm.", "totp_not_begun");
    if (!(await spendTotpCode(db, user, code)))
      throw invalidField("code", "That code is wrong.", "wrong_code");
    return user;
  },

  async execute({ db, me }, _input, user): Promise<{ recoveryCodes: string[] }> {
    await db.user.update({ where: { id: user.id }, data: { totpConfirmedAt: new Date() } });
    await liftRestriction(db, me);
    return { recoveryCodes: await makeRecoveryCodes(db, user.id) };
  },

  audit: () => ({}),
});

/**
 * Takes the authenticator app away; the recovery codes go with it unless a passkey is left. Errors: `forbidden`
 * (`proof_needed`), `validation_failed` for a
 * wrong password, `conflict` where there is none, or where this workspace asks everyone for a second factor and no
 * passkey is left (`factor_required`); `rate_limited`.
 */
export const disableTotp = operation({
  key: "account.disable-totp",
  summary: "Take my authenticator app away",
  needs: "account",
  input: z.object({ password: givenPassword.optional() }),
  prepare: (actor, { password }) => checkPassword(actor, "password", password),

  async authorize(ctx, _input, proof) {
    const user = await requireTotp(ctx, proof);
    if (await isLastFactorNeeded(ctx.db, user, "totp"))
      throw conflict("Here everyone needs a second factor: add a passkey first.", "factor_required");
    return user;
  },

  async execute({ db }, _input, { id }): Promise<void> {
    const user = await db.user.update({ where: { id }, data: NO_TOTP });
    await deleteUnusableCodes(db, user);
  },

  audit: () => ({}),
});

/** What a person without an authenticator app has in its columns. */
export const NO_TOTP = { totpSecret: null, totpConfirmedAt: null, totpLastStep: 0 };

async function requireTotp(ctx: WriteContext, proof: Proof): Promise<User> {
  const user = await requireProof(ctx, proof);
  if (!user.totpConfirmedAt) throw conflict("No authenticator app is set up.", "no_totp");
  return user;
}

/**
 * Whether a code is one of the authenticator's at this time; it is used up by this (RFC 6238, 5.2), also under a race.
 */
export async function spendTotpCode(db: Tx, user: User, code: string): Promise<boolean> {
  const token = digitsOf(code);
  if (!user.totpSecret || !isTotpCode(code)) return false;
  const delta = totpOf(open("totp", user.totpSecret), user.username).validate({ token, window: WINDOW });
  if (delta === null) return false;
  const step = Math.floor(Date.now() / 1000 / STEP_SECONDS) + delta;
  const used = await db.user.updateMany({
    where: { id: user.id, totpLastStep: { lt: step } },
    data: { totpLastStep: step },
  });
  return used.count === 1;
}

const digitsOf = (code: string) => code.replaceAll(/\s/g, "");

/** Whether a code has the form of an authenticator's, in which no recovery code is written. */
export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(digitsOf(code));

const totpOf = (secret: string, label: string, issuer = "Parley") =>
  new TOTP({
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period: STEP_SECONDS,
  });
