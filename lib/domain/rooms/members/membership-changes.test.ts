import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { add, name, remove } from "@/tests/support/membership";
import { person, refused, room } from "@/tests/support/world";
import { startDirect } from "../start-direct";
import { joinRoom } from "./join-room";
import { leaveRoom } from "./leave-room";
import { listMembershipChanges } from "./membership-changes";

testDatabase();

test("lists joins, departures and roles with their actors, newest first and page by page", async () => {
  const [ada, bob, mia] = [await person("Ada"), await person("Bob"), await person("Mia")];
  const den = await room(ada);
  await add(ada, den, bob);
  await joinRoom(mia, { room: den.id });
  await name(ada, den, bob, "moderator");
  await remove(bob, den, mia);
  await leaveRoom(ada, { room: den.id });

  const seen = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listMembershipChanges(bob, { room: den.id, limit: 3, ...(cursor && { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(3);
    for (const { type, user, by, role, entry } of page.items)
      seen.push([type, user.displayName, by?.displayName, role, entry]);
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(seen).toEqual([
    ["role", "Bob", "Ada", "owner", null],
    ["left", "Ada", "Ada", "owner", null],
    ["removed", "Mia", "Bob", "member", null],
    ["role", "Bob", "Ada", "moderator", null],
    ["entered", "Mia", "Mia", "member", "joined"],
    ["entered", "Bob", "Ada", "member", "added"],
    ["entered", "Ada", "Ada", "owner", "created"],
  ]);
});

test("is for people who manage the room; others do not find it", async () => {
  const [ada, mo, bob, eve, boss] = [
    await person("Ada"),
    await person("Mo"),
    await person("Bob"),
    await person("Eve"),
    await person("Boss", "administrator"),
  ];
  const see = (who: typeof ada, { id }: { id: string }) => listMembershipChanges(who, { room: id });
  const [den, crew] = [
    await room(ada, { members: [mo, bob] }),
    await room(ada, { kind: "group", members: [bob] }),
  ];
  await name(ada, den, mo, "moderator");
  for (const who of [ada, mo, boss]) expect((await see(who, den)).items).toHaveLength(4);
  for (const who of [bob, eve]) await expect(see(who, den)).rejects.toMatchObject(refused("forbidden"));

  expect((await see(ada, crew)).items).toHaveLength(2);
  await expect(see(bob, crew)).rejects.toMatchObject(refused("forbidden"));
  for (const who of [eve, boss]) await expect(see(who, crew)).rejects.toMatchObject(refused("not_found"));

  const { room: pair } = await startDirect(ada, { userId: bob.userId });
  await expect(see(ada, pair)).rejects.toMatchObject(refused("forbidden"));
  const vault = await room(boss, { kind: "closed" });
  expect((await see(boss, vault)).items).toHaveLength(1);
  await expect(see(ada, vault)).rejects.toMatchObject(refused("not_found"));
});

test("a cursor that no page gave is refused by its name", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  await expect(listMembershipChanges(ada, { room: den.id, cursor: "tomorrow" })).rejects.toMatchObject({
    refusal: { code: "validation_failed", errors: [{ path: "cursor" }] },
  });
});
