import { Secret, TOTP } from "otpauth";
import { z } from "zod";
import { conflict, invalidField } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import type { Tx } from "@/lib/platform/database/db";
import { open, seal } from "@/lib/platform/secrets/seal";
import type { User } from "@/prisma/generated/client";
import { givenPassword, text } from "../../fields";
import { checkPassword, type Proof, requireProof } from "../proof";
import { liftRestriction } from "./lift-restriction";
import { deleteUnusableCodes, makeRecoveryCodes } from "./recovery-codes";
import { isLastFactorNeeded } from "./setup-needed";

const STEP_SECONDS = 30;
/** Steps before and after the current one that are accepted, because clocks differ. */
const WINDOW = 1;
/** Minutes that a proof of identity outlives LIMITS.proofMinutes during the set-up. */
const SETUP_MINUTES = 10;

/**
 * Begins to set up TOTP: a secret, and the address for a QR code. It has no effect until a code confirms it. Errors:
 * `forbidden` (`proof_needed`); `conflict` if an app is set up already; `rate_limited`.
 */
export const beginTotp = operation({
  key: "account.begin-totp",
  summary: "Start setting up an authenticator app",
  shownOnce: ["secret", "url"],
  needs: ["account", "add_factor"],
  input: z.object({ password: givenPassword.optional() }),
  prepare: (actor, { password }) => checkPassword(actor, "password", password),

  async authorize(ctx, _input, proof) {
    const user = await requireProof(ctx, proof);
    if (user.totpConfirmedAt) throw conflict("An authenticator app is already set up.", "totp_exists");
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
 * Confirms the authenticator app by one of its codes. From now on a log-in needs a code; the recovery codes are in
 * this answer and never again. Other sessions live on, because they were opened with the password. Errors: `conflict`
 * if nothing was begun, `validation_failed` for a wrong code, `rate_limited`.
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
      throw conflict("Start the setup again: there's no code to confirm.", "totp_not_begun");
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
 * Removes the authenticator app, and the recovery codes unless a passkey is left. Errors: `forbidden`
 * (`proof_needed`); `validation_failed` for a wrong password; `conflict` if there is no app, or if the workspace
 * requires a second factor and no passkey is left (`factor_required`); `rate_limited`.
 */
export const disableTotp = operation({
  key: "account.disable-totp",
  summary: "Turn off my authenticator app",
  needs: "account",
  input: z.object({ password: givenPassword.optional() }),
  prepare: (actor, { password }) => checkPassword(actor, "password", password),

  async authorize(ctx, _input, proof) {
    const user = await requireTotp(ctx, proof);
    if (await isLastFactorNeeded(ctx.db, user, "totp"))
      throw conflict("This workspace requires two-step sign-in. Add a passkey first.", "factor_required");
    return user;
  },

  async execute({ db }, _input, { id }): Promise<void> {
    const user = await db.user.update({ where: { id }, data: NO_TOTP });
    await deleteUnusableCodes(db, user);
  },

  audit: () => ({}),
});

/** Columns of a person without an authenticator app. */
export const NO_TOTP = { totpSecret: null, totpConfirmedAt: null, totpLastStep: 0 };

async function requireTotp(ctx: WriteContext, proof: Proof): Promise<User> {
  const user = await requireProof(ctx, proof);
  if (!user.totpConfirmedAt) throw conflict("No authenticator app is set up.", "no_totp");
  return user;
}

/** Uses up a TOTP code of the current time (RFC 6238, 5.2), once under any race. @returns false for a wrong code */
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

/** True for the form of a TOTP code, which no recovery code has. */
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
