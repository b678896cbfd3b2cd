import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { person, refused } from "@/tests/support/world";
import { createGroup } from "./create-group";
import { deleteGroup } from "./delete-group";
import { nestGroup, unnestGroup } from "./group-members";
import { listGroups } from "./list-groups";
import { readGroup } from "./read-group";
import { updateGroup } from "./update-group";

testDatabase();

const TOO_DEEP = refused("conflict", "nested_too_deep");
let count = 0;

async function world() {
  const [root, ada, bob] = [await person("Root", "administrator"), await person("Ada"), await person("Bob")];
  const make = (name: string, memberIds: string[] = [], groupIds: string[] = []) =>
    createGroup(root, { handle: `${name}${++count}`, name, memberIds, groupIds });
  return { root, ada, bob, make };
}

test("people of a nested group are people of the outer one, each once", async () => {
  const { root, ada, bob, make } = await world();
  const inner = await make("inner", [ada.userId, bob.userId]);
  const outer = await make("outer", [ada.userId], [inner.id]);
  expect(outer).toMatchObject({ memberCount: 2, members: [{ id: ada.userId }], groups: [{ id: inner.id }] });
  expect((await listGroups(bob, { user: "me" })).items.map(({ id }) => id).sort()).toEqual(
    [inner.id, outer.id].sort(),
  );
  await unnestGroup(root, { group: outer.handle, nested: inner.handle });
  expect(await readGroup(ada, { group: outer.id })).toMatchObject({ memberCount: 1, groupCount: 0 });
  await expect(unnestGroup(root, { group: outer.id, nested: inner.id })).rejects.toMatchObject(
    refused("not_found"),
  );
});

test("groups are nested one deep, from both sides, and never in themselves", async () => {
  const { root, make } = await world();
  const [a, b, c] = [await make("a"), await make("b"), await make("c")];
  await nestGroup(root, { group: a.id, nested: b.id });
  await nestGroup(root, { group: a.id, nested: b.id });
  await expect(nestGroup(root, { group: b.id, nested: c.id })).rejects.toMatchObject(TOO_DEEP);
  await expect(nestGroup(root, { group: c.id, nested: a.id })).rejects.toMatchObject(TOO_DEEP);
  await expect(updateGroup(root, { group: c.id, addGroupIds: [c.id] })).rejects.toMatchObject(TOO_DEEP);
});

test("two nestings at once that would make a chain: one is refused", async () => {
  const { root, make } = await world();
  for (let round = 0; round < 5; round++) {
    const [a, b, c] = [await make("a"), await make("b"), await make("c")];
    const ends = await Promise.allSettled([
      nestGroup(root, { group: a.id, nested: b.id }),
      nestGroup(root, { group: b.id, nested: c.id }),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  }
});

test("a deleted group leaves the outer one, and takes its people along", async () => {
  const { root, ada, make } = await world();
  const inner = await make("inner", [ada.userId]);
  const outer = await make("outer", [], [inner.id]);
  await deleteGroup(root, { group: inner.id });
  expect(await readGroup(ada, { group: outer.id })).toMatchObject({ memberCount: 0, groups: [] });
});

test("a member who did not make the outer group puts nothing into it", async () => {
  const { ada, make } = await world();
  const [a, b] = [await make("a"), await make("b")];
  await expect(nestGroup(ada, { group: a.id, nested: b.id })).rejects.toMatchObject(refused("forbidden"));
});
