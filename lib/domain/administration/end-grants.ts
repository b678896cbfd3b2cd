import { recordAudit } from "@/lib/core/audit";
import type { WriteContext } from "@/lib/core/operation";
import { publishAccessChange } from "@/lib/delivery/publish";
import type { User } from "@/prisma/generated/client";
import { endSession, endSessions } from "../accounts/sessions/session";

/** Reasons why a person may no longer give an administrator's grants. */
type GrantEndReason = "demoted" | "deactivated" | "deleted";

/**
 * Ends unused grants of an administrator in the transaction in which they stop being one: invitations, reset links,
 * passwords of accounts that they made, and the scope `admin` of their own API tokens. Each has an audit entry. Roles
 * and memberships already taken up stay.
 */
export async function endGrants(ctx: WriteContext, giver: User, because: GrantEndReason): Promise<void> {
  await revokeInvitations(ctx, giver, because);
  await endResetLinks(ctx, giver, because);
  await voidGivenPasswords(ctx, giver, because);
  await narrowTokens(ctx, giver, because);
}

type GrantNote = { action: string; target?: { id: string; name: string }; details?: Record<string, string> };

/** Records the end of a grant as done by the administrator who ends the giver's right. */
const auditGrantEnd = (
  { db, me, actor }: WriteContext,
  giver: User,
  because: GrantEndReason,
  { action, target, details }: GrantNote,
) =>
  recordAudit(db, {
    action,
    address: actor.address,
    actor: { id: me.userId, name: me.username },
    ...(target && { target }),
    details: { ...details, giver: giver.username, because },
  });

async function revokeInvitations(ctx: WriteContext, giver: User, because: GrantEndReason): Promise<void> {
  const revoked = await ctx.db.invitation.updateManyAndReturn({
    where: { createdById: giver.id, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { id: true, role: true },
  });
  for (const { id, role } of revoked) {
    const target = { id, name: "invitation" };
    await auditGrantEnd(ctx, giver, because, { action: "invitation.revoke", target, details: { role } });
  }
}

async function endResetLinks(ctx: WriteContext, giver: User, because: GrantEndReason): Promise<void> {
  const open = { createdById: giver.id, usedAt: null };
  const ended = await ctx.db.passwordReset.findMany({ where: open, include: { user: true } });
  await ctx.db.passwordReset.deleteMany({ where: open });
  for (const { user } of ended) {
    const target = { id: user.id, name: user.username };
    await auditGrantEnd(ctx, giver, because, { action: "person.revoke-reset-link", target });
  }
}

/** Voids passwords that the giver knows, because such an account may be an administrator's. */
async function voidGivenPasswords(ctx: WriteContext, giver: User, because: GrantEndReason): Promise<void> {
  const voided = await ctx.db.user.updateManyAndReturn({
    where: { passwordGivenById: giver.id, mustChangePassword: true },
    data: { passwordHash: null, passwordGivenById: null },
    select: { id: true, username: true },
  });
  for (const { id, username } of voided) {
    await endSessions(ctx.db, { userId: id });
    ctx.afterCommit(() => publishAccessChange(id));
    await auditGrantEnd(ctx, giver, because, {
      action: "person.void-password",
      target: { id, name: username },
    });
  }
}

/** Removes `admin` from the giver's tokens; it stays removed if they become an administrator again. */
async function narrowTokens(ctx: WriteContext, giver: User, because: GrantEndReason): Promise<void> {
  const tokens = await ctx.db.apiToken.findMany({
    where: { userId: giver.id, session: { endedAt: null, scopes: { has: "admin" } } },
    include: { session: true },
  });
  for (const { name, session } of tokens) {
    const scopes = session.scopes.filter((scope) => scope !== "admin");
    if (scopes.length === 0) await endSession(ctx.db, session.id);
    else await ctx.db.session.update({ where: { id: session.id }, data: { scopes } });
    const target = { id: giver.id, name: giver.username };
    await auditGrantEnd(ctx, giver, because, {
      action: "account.narrow-api-token",
      target,
      details: { name },
    });
  }
}
