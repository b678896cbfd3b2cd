import type { Actor } from "@/lib/core/actor";
import { unauthenticated } from "@/lib/core/errors";
import { refundRate, throttle } from "@/lib/core/throttle";
import { networkOf } from "@/lib/platform/client-address";
import type { Tx } from "@/lib/platform/db";
import type { User } from "@/prisma/generated/client";
import { isKnownDevice } from "./known-device";
import { spendRecoveryCode } from "./recovery-codes";
import { hasSecondFactor } from "./setup-needed";
import { isTotpCode, spendTotpCode } from "./totp";

/**
 * Lets a log-in by password pass with a good second factor alone, and gives whether one was proved. A person with TOTP
 * gives a code of it, each once, or a recovery code. A person whose only second factor is a passkey, in a workspace that
 * demands one, logs in by the passkey or gives a recovery code. Errors: `unauthenticated` (`code_needed`,
 * `passkey_needed`, `wrong_code`), `rate_limited`.
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

/** The second factor without which this person's password logs nobody in. */
async function requiredFactor(db: Tx, user: User): Promise<"totp" | "passkey" | null> {
  if (user.totpConfirmedAt) return "totp";
  const workspace = await db.workspace.findUnique({ where: { id: 1 } });
  return workspace?.requireTwoFactor && (await hasSecondFactor(db, user)) ? "passkey" : null;
}

/**
 * By what guesses are counted. Six digits are few: they are counted per account, but for a device that is known, so that
 * nobody who knows the password locks its person out there. Recovery codes are counted by themselves and per network, so
 * that no guesses, of either kind, use up the owner's.
 */
async function rateKey(db: Tx, actor: Actor, { id }: User, code: string) {
  const isKnown = await isKnownDevice(db, actor, id);
  const asker = isKnown ? (actor.device ?? actor.address) : networkOf(actor.address);
  if (!isTotpCode(code)) return ["recoveryCode", `${id} from ${asker}`] as const;
  return ["secondFactor", isKnown ? `${id} from ${asker}` : id] as const;
}

/** Whether a code is the authenticator's, or an unused recovery code; whichever it is, it is used up by this. */
async function isGoodCode(db: Tx, user: User, code: string): Promise<boolean> {
  return (await spendTotpCode(db, user, code)) || (await spendRecoveryCode(db, user.id, code));
}
