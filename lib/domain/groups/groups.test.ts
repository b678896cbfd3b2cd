import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import { deactivate, type Person, person, refused, room } from "@/tests/support/world";
import { deletePerson } from "../administration/delete-person";
import { updateWorkspace } from "../workspace/update-workspace";
import { createGroup } from "./create-group";
import { deleteGroup } from "./delete-group";
import { addGroupMember, removeGroupMember } from "./group-members";
import { listGroups } from "./list-groups";
import { readGroup } from "./read-group";
import { updateGroup } from "./update-group";

testDatabase();

let count = 0;
const handle = () => `team${++count}`;
const boss = () => person("Boss", "administrator");
const allow = async (groupMakers: "administrators" | "members") =>
  updateWorkspace(await boss(), { groupMakers });
const idsOf = (...people: Person[]) => people.map(({ userId }) => userId);

/** A group of Ada and Bob, made by an administrator. */
async function team() {
  const [root, ada, bob] = [await boss(), await person("Ada"), await person("Bob")];
  const group = await createGroup(root, { handle: handle(), name: "Backend", memberIds: idsOf(ada, bob) });
  return { root, ada, bob, group };
}

describe("a group", () => {
  test("is made by an administrator and seen by members with its people by name", async () => {
    const { bob, group } = await team();
    const seen = await readGroup(bob, { group: group.handle.toUpperCase() });
    expect(seen).toMatchObject({ name: "Backend", memberCount: 2, mayChange: false, inRoom: null });
    expect(seen.members.map(({ displayName }) => displayName)).toEqual(["Ada", "Bob"]);
    expect(await readGroup(bob, { group: group.id })).toEqual(seen);
  });

  test("tells who of it is in a room of the caller", async () => {
    const { ada, bob, group } = await team();
    const [den, cave] = [await room(ada), await room(bob)];
    const { inRoom } = await readGroup(ada, { group: group.id, room: den.id });
    expect(inRoom).toMatchObject({ memberCount: 1, absent: [{ id: bob.userId }], absentCount: 1 });
    await expect(readGroup(ada, { group: group.id, room: cave.id })).rejects.toMatchObject(
      refused("not_found"),
    );
  });

  test("changes its name, handle and people; two who edit at once lose nothing", async () => {
    const { root, ada, group } = await team();
    const [cyd, dan] = [await person("Cyd"), await person("Dan")];
    await Promise.all([
      updateGroup(root, {
        group: group.id,
        name: "Core",
        addMemberIds: idsOf(cyd),
        removeMemberIds: idsOf(ada),
      }),
      updateGroup(root, { group: group.id, handle: `${group.handle}-core`, addMemberIds: idsOf(dan) }),
    ]);
    const seen = await readGroup(ada, { group: `${group.handle}-core` });
    expect(seen).toMatchObject({ name: "Core", memberCount: 3 });
    expect(seen.members.map(({ displayName }) => displayName)).toEqual(["Bob", "Cyd", "Dan"]);
    await expect(readGroup(ada, { group: group.handle })).rejects.toMatchObject(refused("not_found"));
  });

  test("takes a person twice as once, and forgets them once", async () => {
    const { root, ada, group } = await team();
    for (let i = 0; i < 2; i++) await addGroupMember(root, { group: group.handle, user: ada.username });
    expect(await readGroup(ada, { group: group.id })).toMatchObject({ memberCount: 2 });
    await removeGroupMember(root, { group: group.handle, user: ada.username });
    expect(await readGroup(ada, { group: group.id })).toMatchObject({ memberCount: 1 });
    await expect(removeGroupMember(root, { group: group.id, user: ada.username })).rejects.toMatchObject(
      refused("not_found"),
    );
  });

  test("does not count deactivated people, and deleted ones leave it", async () => {
    const { root, ada, bob, group } = await team();
    await deactivate(ada);
    expect(await readGroup(bob, { group: group.id })).toMatchObject({ memberCount: 1 });
    await expect(addGroupMember(root, { group: group.id, user: ada.userId })).rejects.toMatchObject(
      refused("not_found"),
    );
    await deletePerson(root, { user: bob.username });
    const left = await db().userGroupMember.findMany({ where: { groupId: group.id } });
    expect(left.map(({ userId }) => userId)).toEqual([ada.userId]);
  });

  test("is deleted once, and its handle is free again", async () => {
    const { root, group } = await team();
    await deleteGroup(root, { group: group.handle });
    await expect(deleteGroup(root, { group: group.handle })).rejects.toMatchObject(refused("not_found"));
    expect(await createGroup(root, { handle: group.handle, name: "Again" })).toMatchObject({
      memberCount: 0,
    });
  });

  test("leaves traces in the audit log", async () => {
    const { root, ada, group } = await team();
    await updateGroup(root, { group: group.id, name: "Core" });
    await removeGroupMember(root, { group: group.id, user: ada.username });
    await deleteGroup(root, { group: group.id });
    const entries = await db().auditEntry.findMany({ where: { targetId: group.id }, orderBy: { id: "asc" } });
    expect(entries.map(({ action, targetName }) => [action, targetName])).toEqual(
      ["create", "update", "remove-member", "delete"].map((act) => [`group.${act}`, group.handle]),
    );
  });
});

describe("who may", () => {
  test("members make no groups where only administrators do", async () => {
    const { ada, group } = await team();
    const refusal = refused("forbidden", "administrators_only");
    await expect(createGroup(ada, { handle: handle(), name: "Mine" })).rejects.toMatchObject(refusal);
    await expect(updateGroup(ada, { group: group.id, name: "Mine" })).rejects.toMatchObject(refusal);
    await expect(deleteGroup(ada, { group: group.id })).rejects.toMatchObject(refusal);
    await expect(addGroupMember(ada, { group: group.id, user: "me" })).rejects.toMatchObject(refusal);
  });

  test("where members make groups, they change their own and no others", async () => {
    const { root, ada, bob, group } = await team();
    await allow("members");
    const own = await createGroup(ada, { handle: handle(), name: "Ours", memberIds: idsOf(bob) });
    expect(own.mayChange).toBe(true);
    await updateGroup(ada, { group: own.id, name: "Ours too" });
    for (const [who, { id }] of [
      [ada, group],
      [bob, own],
    ] as const)
      await expect(deleteGroup(who, { group: id })).rejects.toMatchObject(
        refused("forbidden", "not_your_group"),
      );
    await deleteGroup(root, { group: own.id });
    await allow("administrators");
  });

  test("guests make none, and see those in which they see somebody", async () => {
    await allow("members");
    const { ada, bob, group } = await team();
    const gus = await person("Gus", "guest");
    await expect(createGroup(gus, { handle: handle(), name: "Mine" })).rejects.toMatchObject(
      refused("forbidden"),
    );
    await expect(readGroup(gus, { group: group.id })).rejects.toMatchObject(refused("not_found"));
    expect((await listGroups(gus, {})).items).toEqual([]);
    const den = await room(ada, { kind: "group", members: [gus] });
    expect(await readGroup(gus, { group: group.id, room: den.id })).toMatchObject({
      memberCount: 1,
      members: [{ id: ada.userId }],
      inRoom: { memberCount: 1, absent: [], absentCount: 0 },
    });
    await expect(listGroups(gus, { user: bob.username })).rejects.toMatchObject(refused("not_found"));
    await allow("administrators");
  });

  test("an administrator's token without the scope `admin` has a member's right", async () => {
    const { root, group } = await team();
    await db().session.update({ where: { id: root.sessionId }, data: { scopes: ["read", "write"] } });
    expect(await call("DELETE", `/groups/${group.handle}`, { as: root })).toMatchObject({
      status: 403,
      json: { reason: "scope_missing" },
    });
  });
});

describe("bad input", () => {
  test.each([
    ["handle", { handle: "a b", name: "x" }],
    ["handle", { handle: "all", name: "x" }],
    ["handle", { handle: "x", name: "x" }],
    ["name", { handle: "fine", name: " " }],
    ["name", { handle: "fine", name: "x".repeat(LIMITS.groupNameLength + 1) }],
    ["description", { handle: "fine", name: "x", description: "x".repeat(251) }],
    ["memberIds", { handle: "fine", name: "x", memberIds: "ada" }],
    ["memberIds.0", { handle: "fine", name: "x", memberIds: ["ada"] }],
  ])("%s is refused by its name: %j", async (path, body) => {
    const answer = await call("POST", "/groups", { as: await boss(), body });
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ path }] } });
  });

  test("unknown people and groups are not found, and nothing is made", async () => {
    const [root, name] = [await boss(), handle()];
    const nobody = "0192abcd-0000-7000-8000-000000000001";
    for (const field of ["memberIds", "groupIds"])
      await expect(createGroup(root, { handle: name, name: "x", [field]: [nobody] })).rejects.toMatchObject(
        refused("not_found"),
      );
    await expect(readGroup(root, { group: name })).rejects.toMatchObject(refused("not_found"));
  });
});

test("the list comes by name in pages without holes or doubles, and is searched", async () => {
  const [root, ada] = [await boss(), await person("Ada")];
  await db().userGroup.deleteMany();
  const names = ["alpha", "Beta", "Gamma", "beta", "дельта"];
  for (const [i, name] of names.entries())
    await createGroup(root, { handle: `page${i}`, name, memberIds: i === 2 ? idsOf(ada) : [] });
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listGroups(ada, { limit: 2, cursor });
    found.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(found).toHaveLength(5);
  expect(found.map((name) => name.toLowerCase())).toEqual(["alpha", "beta", "beta", "gamma", "дельта"]);
  expect((await listGroups(ada, { q: "PAGE2" })).items).toMatchObject([{ name: "Gamma" }]);
  expect((await listGroups(ada, { q: "ДЕЛЬ" })).items).toMatchObject([{ name: "дельта" }]);
  expect((await listGroups(root, { user: ada.username })).items).toMatchObject([{ name: "Gamma" }]);
  await expect(listGroups(ada, { cursor: "x" })).rejects.toMatchObject(refused("validation_failed"));
});
