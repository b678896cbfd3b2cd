import { lockCaller, readCaller } from "@/lib/core/caller";
import { forbidden } from "@/lib/core/errors";
import type { Context, WriteContext } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { mayInvite } from "@/lib/shared/permissions";
import { lockPerson } from "../accounts/lock-person";

/** The right by which a person invites: administrators give any role and room, members only what they could join. */
export type Inviter = "administrator" | "member";

/** True for an administrator, except by a token without the scope `admin`. */
export const isFullInviter = ({ role, scopes }: Context["me"]): boolean =>
  role === "administrator" && scopes.includes("admin");

/**
 * Returns the right by which the caller invites. A token without the scope `admin` has a member's right.
 *
 * @throws `forbidden` for guests, and for members where only administrators invite
 */
export async function requireInviter({ db, me }: Pick<Context, "db" | "me">): Promise<Inviter> {
  if (isFullInviter(me)) return "administrator";
  if (mayInvite(me.role === "guest" ? "guest" : "member", await readInviters(db))) return "member";
  if (me.role === "administrator")
    throw forbidden(`This token doesn't have the scope "admin".`, "scope_missing");
  throw forbidden("Only administrators can do this.", "administrators_only");
}

/**
 * Does the same for a change, in order with demotions and deactivations of the caller, and with the caller's other
 * changes, so that `requireFewInvitations` counts what they made.
 */
export async function requireLockedInviter({ db, actor, me }: WriteContext): Promise<Inviter> {
  // Before lockCaller, whose weaker lock on the same row two requests could hold, each waiting for the other.
  await lockPerson(db, me.userId);
  await lockCaller(db, actor);
  return requireInviter({ db, me: await readCaller(db, actor, ["write", "admin"]) });
}

/** Returns the right by which a person may still invite; null if they may not. */
export async function inviterOf(db: Db, userId: string): Promise<Inviter | null> {
  const user = await db.user.findUnique({
    where: { id: userId },
    select: { role: true, deactivatedAt: true },
  });
  if (!user || user.deactivatedAt) return null;
  if (user.role === "administrator") return "administrator";
  return mayInvite(user.role, await readInviters(db)) ? "member" : null;
}

async function readInviters(db: Db): Promise<"administrators" | "members"> {
  const workspace = await db.workspace.findUnique({ where: { id: 1 }, select: { inviters: true } });
  return workspace?.inviters ?? "administrators";
}
