import type { Actor } from "@/lib/core/actor";
import { unauthenticated } from "@/lib/core/errors";
import { refundRate, throttle } from "@/lib/core/throttle";
import type { Tx } from "@/lib/platform/database/db";
import { networkOf } from "@/lib/platform/http/client-address";
import type { User } from "@/prisma/generated/client";
import { isKnownDevice } from "../login/known-device";
import { spendRecoveryCode } from "./recovery-codes";
import { hasSecondFactor } from "./setup-needed";
import { isTotpCode, spendTotpCode } from "./totp";

/**
 * Requires a second factor for a log-in by password, if the account has one. With TOTP: one of its codes, each once,
 * or a recovery code. With only a passkey, in a workspace that requires two factors: a log-in by passkey, or a
 * recovery code. Errors: `unauthenticated` (`code_needed`, `passkey_needed`, `wrong_code`), `rate_limited`.
 *
 * @returns whether a second factor was proved
 */
export async function requireSecondFactor(
  db: Tx,
  actor: Actor,
  user: User,
  code: string | undefined,
): Promise<boolean> {
  const kind = await requiredFactor(db, user);
  if (kind === null) return false;
  if (!code?.trim()) throw FACTOR_NEEDED[kind]();
  const [rate, key] = await rateKey(db, actor, user, code);
  await throttle(rate, key);
  if (!(await isGoodCode(db, user, code))) throw unauthenticated("That code is wrong.", "wrong_code");
  await refundRate(rate, key);
  return true;
}

const FACTOR_NEEDED = {
  totp: () => unauthenticated("Give the code of your authenticator app too.", "code_needed"),
  passkey: () =>
    unauthenticated("Log in with your passkey, or give a recovery code as well.", "passkey_needed"),
};

/** Returns the second factor that this person's password needs, or null. */
async function requiredFactor(db: Tx, user: User): Promise<"totp" | "passkey" | null> {
  if (user.totpConfirmedAt) return "totp";
  const workspace = await db.workspace.findUnique({ where: { id: 1 } });
  return workspace?.requireTwoFactor && (await hasSecondFactor(db, user)) ? "passkey" : null;
}

/**
 * Chooses the rate that counts a guess. TOTP codes count per account, because six digits are few, but separately for
 * a known device, so that a thief of the password does not lock its owner out there. Recovery codes count separately
 * and per network, so that guesses use up nobody else's attempts.
 */
async function rateKey(db: Tx, actor: Actor, { id }: User, code: string) {
  const isKnown = await isKnownDevice(db, actor, id);
  const asker = isKnown ? (actor.device ?? actor.address) : networkOf(actor.address);
  if (!isTotpCode(code)) return ["recoveryCode", `${id} from ${asker}`] as const;
  return ["secondFactor", isKnown ? `${id} from ${asker}` : id] as const;
}

/** Uses up a TOTP or recovery code. @returns false for a wrong code */
async function isGoodCode(db: Tx, user: User, code: string): Promise<boolean> {
  return (await spendTotpCode(db, user, code)) || (await spendRecoveryCode(db, user.id, code));
}
