import { unauthenticated } from "@/lib/core/errors";
import { forgive, throttle } from "@/lib/core/throttle";
import type { Tx } from "@/lib/platform/db";
import type { User } from "@/prisma/generated/client";
import { spendRecoveryCode } from "./recovery-codes";
import { hasSecondFactor } from "./setup-needed";
import { spendTotpCode } from "./totp";

/**
 * Lets a log-in by password pass with a good second factor alone, and gives whether one was proved. A person with TOTP
 * gives a code of it, each once, or a recovery code. A person whose only second factor is a passkey, in a workspace that
 * demands one, logs in by the passkey or gives a recovery code. Errors: `unauthenticated` (`code_needed`,
 * `passkey_needed`, `wrong_code`), `rate_limited`.
 */
export async function requireSecondFactor(db: Tx, user: User, code: string | undefined): Promise<boolean> {
  const kind = await demandedFactor(db, user);
  if (kind === null) return false;
  if (!code?.trim()) throw NEEDED[kind]();
  await throttle("secondFactor", user.id);
  if (!(await isGoodCode(db, user, code))) throw unauthenticated("That code is wrong.", "wrong_code");
  await forgive("secondFactor", user.id);
  return true;
}

const NEEDED = {
  totp: () => unauthenticated("Give the code of your authenticator app too.", "code_needed"),
  passkey: () =>
    unauthenticated("Log in with your passkey, or give a recovery code as well.", "passkey_needed"),
};

/** The second factor without which this person's password logs nobody in. */
async function demandedFactor(db: Tx, user: User): Promise<"totp" | "passkey" | null> {
  if (user.totpConfirmedAt) return "totp";
  const workspace = await db.workspace.findUnique({ where: { id: 1 } });
  return workspace?.requireTwoFactor && (await hasSecondFactor(db, user)) ? "passkey" : null;
}

/** Whether a code is the authenticator's, or an unused recovery code; whichever it is, it is used up by this. */
async function isGoodCode(db: Tx, user: User, code: string): Promise<boolean> {
  return (await spendTotpCode(db, user, code)) || (await spendRecoveryCode(db, user.id, code));
}
