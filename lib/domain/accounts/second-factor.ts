import { unauthenticated } from "@/lib/core/errors";
import { forgive, throttle } from "@/lib/core/throttle";
import type { Tx } from "@/lib/platform/db";
import type { User } from "@/prisma/generated/client";
import { spendRecoveryCode } from "./recovery-codes";
import { spendTotpCode } from "./totp";

/**
 * Lets the log-in of a person with TOTP pass with a good code alone: one of the authenticator, each once, or a recovery
 * code. Errors: `unauthenticated` (`code_needed`, `wrong_code`), `rate_limited`.
 */
export async function requireSecondFactor(db: Tx, user: User, code: string | undefined): Promise<void> {
  if (!user.totpConfirmedAt) return;
  if (!code?.trim()) throw unauthenticated("Give the code of your authenticator app too.", "code_needed");
  await throttle("secondFactor", user.id);
  if (!(await isGoodCode(db, user, code))) throw unauthenticated("That code is wrong.", "wrong_code");
  await forgive("secondFactor", user.id);
}

/** Whether a code is the authenticator's, or an unused recovery code; whichever it is, it is used up by this. */
async function isGoodCode(db: Tx, user: User, code: string): Promise<boolean> {
  return (await spendTotpCode(db, user, code)) || (await spendRecoveryCode(db, user.id, code));
}
