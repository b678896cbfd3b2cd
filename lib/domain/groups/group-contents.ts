import { conflict, notFound } from "@/lib/core/errors";
import type { WriteContext } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import { requirePeople } from "../people/access";
import { lockGroups } from "./group-maker";

/** Adds active people whom the caller sees to a locked group. Errors: `not_found`; `conflict` above LIMITS.groupPeople. */
export async function addPeople(
  ctx: WriteContext,
  groupId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const people = await requirePeople(ctx, [...userIds]);
  await ctx.db.userGroupMember.createMany({
    data: people.map(({ id }) => ({ groupId, userId: id })),
    skipDuplicates: true,
  });
  if ((await ctx.db.userGroupMember.count({ where: { groupId } })) > LIMITS.groupPeople)
    throw conflict(`A group has at most ${LIMITS.groupPeople} people of its own.`, "too_many_people");
}

/** Removes people from a locked group; those who are not in it do not matter. */
export async function removePeople({ db }: WriteContext, groupId: string, userIds: readonly string[]) {
  return db.userGroupMember.deleteMany({ where: { groupId, userId: { in: [...userIds] } } });
}

/**
 * Puts groups into another one. Groups are nested one deep: a group in another has none itself. The caller has locked
 * them all in one go, or made the outer one itself, so that two requests cannot make a chain.
 *
 * Errors: `not_found`; `conflict` for deeper nesting, and above LIMITS.nestedGroups
 */
export async function nestGroups(
  { db }: WriteContext,
  groupId: string,
  nestedIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(nestedIds)];
  if (ids.length === 0) return;
  await lockGroups(db, ids);
  if ((await db.userGroup.count({ where: { id: { in: ids } } })) < ids.length)
    throw notFound("Group not found.");
  const isChain =
    ids.includes(groupId) ||
    (await db.nestedGroup.count({ where: { OR: [{ nestedId: groupId }, { groupId: { in: ids } }] } })) > 0;
  if (isChain) throw conflict("A group in another group can't have groups of its own.", "nested_too_deep");
  await db.nestedGroup.createMany({
    data: ids.map((nestedId) => ({ groupId, nestedId })),
    skipDuplicates: true,
  });
  if ((await db.nestedGroup.count({ where: { groupId } })) > LIMITS.nestedGroups)
    throw conflict(`A group has at most ${LIMITS.nestedGroups} groups in it.`, "too_many_groups");
}

/** Takes groups out of a locked group. */
export async function unnestGroups({ db }: WriteContext, groupId: string, nestedIds: readonly string[]) {
  return db.nestedGroup.deleteMany({ where: { groupId, nestedId: { in: [...nestedIds] } } });
}
