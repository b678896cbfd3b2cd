import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { GroupDetailsView } from "@/lib/shared/views";
import { requireHandleFree } from "../accounts/names-free";
import { defined } from "../defined";
import { reference } from "../fields";
import { handleColumns } from "./create-group";
import { requireGroup } from "./find-group";
import { addPeople, nestGroups, removePeople, unnestGroups } from "./group-contents";
import { readGroupDetails } from "./group-details";
import { groupFields, ids } from "./group-fields";
import { requireOwnGroup } from "./group-maker";

/**
 * Changes a group; absent fields stay. Members and nested groups are added and removed by their ids, so that two people
 * who edit at once lose nothing. Messages keep what they mentioned. Errors: as for making one; `forbidden` for members
 * who did not make it.
 */
export const updateGroup = operation({
  key: "group.update",
  summary: "Update a user group",
  needs: ["write", "admin"],
  input: z.object({
    group: reference,
    handle: groupFields.handle.optional(),
    name: groupFields.name.optional(),
    description: groupFields.description.optional(),
    addMemberIds: ids(LIMITS.groupPeople),
    removeMemberIds: ids(LIMITS.groupPeople),
    addGroupIds: ids(LIMITS.nestedGroups),
    removeGroupIds: ids(LIMITS.nestedGroups),
  }),

  async authorize(ctx, { group, handle, addGroupIds }) {
    const found = await requireOwnGroup(ctx, group, addGroupIds);
    if (handle !== undefined && handle !== found.handle) await requireHandleFree(ctx.db, handle, found.id);
    return found;
  },

  async execute(ctx, input, { id }): Promise<GroupDetailsView> {
    const { handle, name, description } = input;
    await ctx.db.userGroup.update({
      where: { id },
      data: { ...(handle !== undefined && handleColumns(handle)), ...defined({ name, description }) },
    });
    await removePeople(ctx, id, input.removeMemberIds);
    await unnestGroups(ctx, id, input.removeGroupIds);
    await addPeople(ctx, id, input.addMemberIds);
    await nestGroups(ctx, id, input.addGroupIds);
    return readGroupDetails(ctx, await requireGroup(ctx, id));
  },

  audit: ({ id, handle }, _ctx, before, input) => ({
    target: { id, name: handle },
    details: defined({
      from: handle === before.handle ? undefined : before.handle,
      added: input.addMemberIds.length || undefined,
      removed: input.removeMemberIds.length || undefined,
    }),
  }),
});
