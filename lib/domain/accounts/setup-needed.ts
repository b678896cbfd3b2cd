import { SCOPES, type Scope } from "@/lib/core/caller";
import type { Db } from "@/lib/platform/db";
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
export async function scopesFor(db: Db, user: User): Promise<Scope[]> {
  const needs = await setupNeeded(db, user);
  if (needs === null) return [...SCOPES];
  return [needs === "password" ? "set_password" : "add_factor"];
}

/** Whether this workspace asks for a second factor, and the person would have none left without this one. */
export async function isLastFactorNeeded(db: Db, user: User, without: "totp" | "passkey"): Promise<boolean> {
  const workspace = await db.workspace.findUnique({ where: { id: 1 } });
  if (!workspace?.requireTwoFactor) return false;
  const passkeys = await db.passkey.count({ where: { userId: user.id } });
  return without === "totp" ? passkeys === 0 : passkeys <= 1 && user.totpConfirmedAt === null;
}
