import { expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { person, refused, workspace } from "@/tests/support/world";
import { freeUsername } from "../accounts/free-username";
import { register } from "../accounts/register";
import { createPerson } from "../administration/people";
import { createGroup } from "./create-group";
import { updateGroup } from "./update-group";

testDatabase();

let count = 0;
const boss = () => person("Boss", "administrator");
const join = async (username: string) => {
  await workspace();
  return register(anonymous({ address: `198.51.100.${++count}` }), {
    username,
    password: "correct horse battery",
  });
};
const TAKEN = refused("conflict", "handle_taken");

test("a person's username is no handle, nor is what looks like it", async () => {
  const root = await boss();
  await join("paypal");
  for (const [handle, reason] of [
    ["PayPal", "handle_taken"],
    ["раураl", "handle_lookalike"],
    ["paypa1", "handle_lookalike"],
  ] as const)
    await expect(createGroup(root, { handle, name: "x" })).rejects.toMatchObject(refused("conflict", reason));
});

test("a group's handle becomes nobody's username", async () => {
  const root = await boss();
  await createGroup(root, { handle: "backend", name: "Backend" });
  await expect(join("Backend")).rejects.toMatchObject(refused("conflict", "username_taken"));
  await expect(join("bасkend")).rejects.toMatchObject(refused("conflict", "username_lookalike"));
  await expect(createPerson(root, { username: "backend" })).rejects.toMatchObject(
    refused("conflict", "username_taken"),
  );
  expect(await db().$transaction((tx) => freeUsername(tx, ["backend"]))).toBe("backend2");
});

test("a rename respects people and groups, and a group keeps its own handle", async () => {
  const root = await boss();
  await join("carol");
  const [one] = [await createGroup(root, { handle: "one", name: "One" })];
  await createGroup(root, { handle: "two", name: "Two" });
  for (const handle of ["carol", "TWO"])
    await expect(updateGroup(root, { group: one.id, handle })).rejects.toMatchObject(TAKEN);
  expect(await updateGroup(root, { group: one.id, handle: "ONE" })).toMatchObject({ handle: "ONE" });
});

test("of a person and groups that want one name at once, one gets it", async () => {
  const root = await boss();
  for (let round = 0; round < 5; round++) {
    const name = `race${round}`;
    const ends = await Promise.allSettled([
      join(name),
      createGroup(root, { handle: name, name }),
      createGroup(root, { handle: name.toUpperCase(), name }),
      createPerson(root, { username: name }),
    ]);
    const losers = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
    expect(losers).toHaveLength(3);
    for (const loser of losers) expect(loser).toMatchObject(refused("conflict"));
  }
});
