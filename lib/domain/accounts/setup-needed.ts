import { SCOPES, type Scope } from "@/lib/core/caller";
import type { Db, Tx } from "@/lib/platform/db";
import type { User } from "@/prisma/generated/client";

/** Whether a person has something beside the password: TOTP that was confirmed, or a passkey. */
export async function hasSecondFactor(db: Db, user: User): Promise<boolean> {
  return user.totpConfirmedAt !== null || (await db.passkey.count({ where: { userId: user.id } })) > 0;
}

/** What a person must do before anything else, or null. */
export async function setupNeeded(db: Db, user: User): Promise<"password" | "second_factor" | null> {
  if (user.mustChangePassword) return "password";
  const workspace = await db.workspace.findUnique({ where: { id: 1 } });
  return workspace?.requireTwoFactor && !(await hasSecondFactor(db, user)) ? "second_factor" : null;
}

/** What a log-in of this person is good for: all, or setting up alone. One mechanism for every door, sends included. */
export const scopesFor = async (db: Db, user: User): Promise<Scope[]> =>
  (await setupNeeded(db, user)) ? ["account"] : [...SCOPES];

/** Whether this workspace asks for a second factor, and the person would have none left without this one. */
export async function isLastFactorNeeded(db: Db, user: User, without: "totp" | "passkey"): Promise<boolean> {
  const workspace = await db.workspace.findUnique({ where: { id: 1 } });
  if (!workspace?.requireTwoFactor) return false;
  const passkeys = await db.passkey.count({ where: { userId: user.id } });
  return without === "totp" ? passkeys === 0 : passkeys <= 1 && user.totpConfirmedAt === null;
}

/** The person has what was asked for: all their log-ins are good for everything from now on. */
export async function liftRestriction(db: Tx, userId: string): Promise<void> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const scopes = await scopesFor(db, user);
  await db.session.updateMany({ where: { userId, endedAt: null, apiToken: null }, data: { scopes } });
}
