import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import type { Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { GroupDetailsView } from "@/lib/shared/views";
import { requireHandleFree } from "../accounts/names-free";
import { fold, lookOf } from "../name-rules";
import { requireGroup } from "./find-group";
import { addPeople, nestGroups } from "./group-contents";
import { readGroupDetails } from "./group-details";
import { groupFields, ids } from "./group-fields";
import { requireLockedGroupMaker } from "./group-maker";

/**
 * Makes a group of people who are mentioned by its handle. Errors: `conflict` for a handle that a person or another group
 * has or that looks like one, for groups nested deeper than one, and above the limits; `not_found` for unknown people and
 * groups; `forbidden` (see requireLockedGroupMaker).
 */
export const createGroup = operation({
  key: "group.create",
  summary: "Create a user group",
  needs: ["write", "admin"],
  input: z.object({
    ...groupFields,
    description: groupFields.description.default(""),
    memberIds: ids(LIMITS.groupPeople),
    groupIds: ids(LIMITS.nestedGroups),
  }),

  async authorize(ctx, { handle }) {
    await requireLockedGroupMaker(ctx);
    await requireHandleFree(ctx.db, handle);
    await requireFewGroups(ctx.db);
  },

  async execute(ctx, { handle, name, description, memberIds, groupIds }): Promise<GroupDetailsView> {
    const { id } = await ctx.db.userGroup.create({
      data: { id: uuid(), ...handleColumns(handle), name, description, createdById: ctx.me.userId },
    });
    await addPeople(ctx, id, memberIds);
    await nestGroups(ctx, id, groupIds);
    return readGroupDetails(ctx, await requireGroup(ctx, id));
  },

  audit: ({ id, handle, memberCount }) => ({
    target: { id, name: handle },
    details: { people: memberCount },
  }),
});

/** Builds the columns of a handle. */
export const handleColumns = (handle: string) => ({
  handle,
  handleKey: fold(handle),
  handleLook: lookOf(handle),
});

/** One above the limit may get in beside another; the limit only bounds lists. */
async function requireFewGroups(db: Tx): Promise<void> {
  if ((await db.userGroup.count()) >= LIMITS.groups)
    throw conflict(`A workspace has at most ${LIMITS.groups} groups.`, "too_many_groups");
}
