import { lockCaller, readCaller } from "@/lib/core/caller";
import { forbidden } from "@/lib/core/errors";
import type { Context, WriteContext } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { mayMakeGroups } from "@/lib/shared/permissions";
import type { UserGroup } from "@/prisma/generated/client";
import { type GroupRow, requireGroup } from "./find-group";

/** The right by which a person makes groups: administrators change all of them, members those that they made. */
export type GroupMaker = "administrator" | "member";

/** A token without the scope `admin` has a member's right. */
const isAdministrator = ({ role, scopes }: Context["me"]): boolean =>
  role === "administrator" && scopes.includes("admin");

/** Returns the right by which the caller makes groups; null if they make none. */
export async function groupMakerOf({ db, me }: Pick<Context, "db" | "me">): Promise<GroupMaker | null> {
  if (isAdministrator(me)) return "administrator";
  return mayMakeGroups(me.role === "guest" ? "guest" : "member", await readGroupMakers(db)) ? "member" : null;
}

/** True if a person with this right may change a group. */
export const mayChangeGroup = (
  maker: GroupMaker | null,
  { userId }: Pick<Context["me"], "userId">,
  { createdById }: Pick<UserGroup, "createdById">,
): boolean => maker === "administrator" || (maker === "member" && createdById === userId);

/**
 * Returns the right by which the caller makes groups, in order with demotions and deactivations of theirs.
 *
 * @throws `forbidden` for guests, and for members where only administrators make groups
 */
export async function requireLockedGroupMaker({ db, actor }: WriteContext): Promise<GroupMaker> {
  await lockCaller(db, actor);
  const me = await readCaller(db, actor, ["write", "admin"]);
  const maker = await groupMakerOf({ db, me });
  if (maker) return maker;
  if (me.role === "administrator")
    throw forbidden(`This token doesn't have the scope "admin".`, "scope_missing");
  throw forbidden("Only administrators can do this.", "administrators_only");
}

/**
 * Finds and locks a group that the caller may change.
 *
 * @param otherIds groups that the change concerns too, locked with it
 * @throws `not_found`; `forbidden` for members who did not make it, and for those who make none
 */
export async function requireOwnGroup(
  ctx: WriteContext,
  reference: string,
  otherIds: readonly string[] = [],
): Promise<GroupRow> {
  const seen = await requireGroup(ctx, reference);
  const maker = await requireLockedGroupMaker(ctx);
  if (!mayChangeGroup(maker, ctx.me, seen))
    throw forbidden(
      "Only the person who made this group and administrators can change it.",
      "not_your_group",
    );
  await lockGroups(ctx.db, [seen.id, ...otherIds]);
  return requireGroup(ctx, seen.id);
}

/** Locks groups in the order of their ids, so that limits and nesting are decided one after another. */
export async function lockGroups(db: WriteContext["db"], ids: readonly string[]): Promise<void> {
  await db.$queryRaw`SELECT 1 FROM user_group WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
}

async function readGroupMakers(db: Db): Promise<"administrators" | "members"> {
  const workspace = await db.workspace.findUnique({ where: { id: 1 }, select: { groupMakers: true } });
  return workspace?.groupMakers ?? "administrators";
}
