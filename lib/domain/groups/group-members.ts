import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import { reference } from "../fields";
import { requireAccount } from "../people/access";
import { requireGroup } from "./find-group";
import { addPeople, nestGroups, removePeople, unnestGroups } from "./group-contents";
import { requireOwnGroup } from "./group-maker";

const inMember = z.object({ group: reference, user: reference });

async function groupAndPerson(ctx: WriteContext, { group, user }: z.output<typeof inMember>) {
  const found = await requireOwnGroup(ctx, group);
  return { group: found, person: await requireAccount(ctx.db, ctx.me, user) };
}

type Found = Awaited<ReturnType<typeof groupAndPerson>>;

const noteMember = (_out: unknown, _ctx: unknown, { group, person }: Found) => ({
  target: { id: group.id, name: group.handle },
  details: { name: person.username },
});

/** Adds a person to a group. Errors: `not_found`; `forbidden`; `conflict` above LIMITS.groupPeople. */
export const addGroupMember = operation({
  key: "group.add-member",
  summary: "Add a person to a user group",
  needs: ["write", "admin"],
  input: inMember,
  authorize: groupAndPerson,
  execute: (ctx, _input, { group, person }) => addPeople(ctx, group.id, [person.id]),
  audit: noteMember,
});

/** Removes a person from a group. Errors: `not_found`, also for those who are not in it; `forbidden`. */
export const removeGroupMember = operation({
  key: "group.remove-member",
  summary: "Remove a person from a user group",
  needs: ["write", "admin"],
  input: inMember,
  authorize: groupAndPerson,
  async execute(ctx, _input, { group, person }): Promise<void> {
    const { count } = await removePeople(ctx, group.id, [person.id]);
    if (count === 0) throw notFound("This person is not in the group.");
  },
  audit: noteMember,
});

const inNested = z.object({ group: reference, nested: reference });

async function groupAndNested(ctx: WriteContext, { group, nested }: z.output<typeof inNested>) {
  const inner = await requireGroup(ctx, nested);
  return { group: await requireOwnGroup(ctx, group, [inner.id]), inner };
}

type Both = Awaited<ReturnType<typeof groupAndNested>>;

const noteNested = (_out: unknown, _ctx: unknown, { group, inner }: Both) => ({
  target: { id: group.id, name: group.handle },
  details: { name: inner.handle },
});

/** Puts a group into another one. Errors: `not_found`; `forbidden`; `conflict` for deeper nesting, and above the limit. */
export const nestGroup = operation({
  key: "group.nest",
  summary: "Add a user group to another one",
  needs: ["write", "admin"],
  input: inNested,
  authorize: groupAndNested,
  execute: (ctx, _input, { group, inner }) => nestGroups(ctx, group.id, [inner.id]),
  audit: noteNested,
});

/** Takes a group out of another one. Errors: `not_found`; `forbidden`. */
export const unnestGroup = operation({
  key: "group.unnest",
  summary: "Remove a user group from another one",
  needs: ["write", "admin"],
  input: inNested,
  authorize: groupAndNested,
  async execute(ctx, _input, { group, inner }): Promise<void> {
    const { count } = await unnestGroups(ctx, group.id, [inner.id]);
    if (count === 0) throw notFound("This group is not in the other one.");
  },
  audit: noteNested,
});
