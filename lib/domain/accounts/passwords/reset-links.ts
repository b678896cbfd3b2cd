import { randomBytes } from "node:crypto";
import type { Tx } from "@/lib/platform/database/db";
import { linkTo } from "@/lib/platform/links";
import { LIMITS } from "@/lib/shared/limits";
import type { ResetLinkView } from "@/lib/shared/views";
import type { User } from "@/prisma/generated/client";
import { hashOf } from "../sessions/session";

/** Delivery of a reset link: by mail to the account's address, or by the administrator who makes it. */
export type ResetDelivery = { emailKey: string } | { createdById: string };

/**
 * Makes a link for a new password, valid once and for LIMITS.resetMinutes. A mailed link ends earlier mailed ones
 * only, so that no stranger voids a link that an administrator handed over. An administrator's link ends all.
 */
export async function makeLink(db: Tx, user: User, way: ResetDelivery): Promise<ResetLinkView> {
  const token = `rst_${randomBytes(24).toString("base64url")}`;
  const expiresAt = new Date(Date.now() + LIMITS.resetMinutes * 60_000);
  await endResets(db, user.id, "emailKey" in way ? { createdById: null } : {});
  await db.passwordReset.create({ data: { tokenHash: hashOf(token), userId: user.id, expiresAt, ...way } });
  return { token, url: linkTo(`/reset?token=${token}`), expiresAt: expiresAt.toISOString() };
}

/** Deletes a person's unused links: all, or only the mailed ones. */
export async function endResets(db: Tx, userId: string, which: { createdById?: null } = {}): Promise<void> {
  await db.passwordReset.deleteMany({ where: { userId, usedAt: null, ...which } });
}
