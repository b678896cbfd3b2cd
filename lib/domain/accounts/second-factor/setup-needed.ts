import { SCOPES, type Scope } from "@/lib/core/caller";
import type { Db } from "@/lib/platform/database/db";
import type { User } from "@/prisma/generated/client";

/** True if a person has a second factor: confirmed TOTP, or a passkey. */
export async function hasSecondFactor(db: Db, user: User): Promise<boolean> {
  return user.totpConfirmedAt !== null || (await db.passkey.count({ where: { userId: user.id } })) > 0;
}

/** Returns the set-up that a person must do first, or null. */
export async function setupNeeded(db: Db, user: User): Promise<"password" | "second_factor" | null> {
  if (user.mustChangePassword) return "password";
  const workspace = await db.workspace.findUnique({ where: { id: 1 } });
  return workspace?.requireTwoFactor && !(await hasSecondFactor(db, user)) ? "second_factor" : null;
}

/**
 * Returns the scopes of a new session: all, or those for the pending set-up alone. Every door checks them, sends
 * included.
 */
export async function scopesFor(db: Db, user: User): Promise<Scope[]> {
  const needs = await setupNeeded(db, user);
  if (needs === null) return [...SCOPES];
  return [needs === "password" ? "set_password" : "add_factor"];
}

/** True if this is the person's last second factor and the workspace requires one. */
export async function isLastFactorNeeded(db: Db, user: User, without: "totp" | "passkey"): Promise<boolean> {
  const workspace = await db.workspace.findUnique({ where: { id: 1 } });
  if (!workspace?.requireTwoFactor) return false;
  const passkeys = await db.passkey.count({ where: { userId: user.id } });
  return without === "totp" ? passkeys === 0 : passkeys <= 1 && user.totpConfirmedAt === null;
}
