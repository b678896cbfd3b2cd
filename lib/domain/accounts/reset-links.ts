import { randomBytes } from "node:crypto";
import type { Tx } from "@/lib/platform/db";
import { linkTo } from "@/lib/platform/links";
import { LIMITS } from "@/lib/shared/limits";
import type { ResetLinkView } from "@/lib/shared/views";
import type { User } from "@/prisma/generated/client";
import { hashOf } from "./session";

/** Where a reset link goes: into a mail to the account's address, or into the hands of the administrator who makes it. */
export type ResetDelivery = { emailKey: string } | { createdById: string };

/**
 * Makes a link by which a person sets a new password, good once and for LIMITS.resetMinutes. It ends older ones: a mailed
 * one those that were mailed, so that no stranger takes away what an administrator handed over, and an administrator's all.
 */
export async function makeLink(db: Tx, user: User, way: ResetDelivery): Promise<ResetLinkView> {
  const token = `rst_${randomBytes(24).toString("base64url")}`;
  const expiresAt = new Date(Date.now() + LIMITS.resetMinutes * 60_000);
  await endResets(db, user.id, "emailKey" in way ? { createdById: null } : {});
  await db.passwordReset.create({ data: { tokenHash: hashOf(token), userId: user.id, expiresAt, ...way } });
  return { token, url: linkTo(`/reset?token=${token}`), expiresAt: expiresAt.toISOString() };
}

/** Ends the links of a person that were not used: all, or only those that were mailed. */
export async function endResets(db: Tx, userId: string, which: { createdById?: null } = {}): Promise<void> {
  await db.passwordReset.deleteMany({ where: { userId, usedAt: null, ...which } });
}
