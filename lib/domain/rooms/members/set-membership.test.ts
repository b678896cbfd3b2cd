import { describe, expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { add, linesOf, name, notesOn, rolesOf } from "@/tests/support/membership";
import { deactivate, person, refused, room } from "@/tests/support/world";
import { readRoom } from "../read-room";
import { setMember } from "./members";

testDatabase();

const boss = () => person("Boss", "administrator");

describe("a person's place", () => {
  test("is added as a member or in a role, and the same again changes nothing", async () => {
    const [ada, bob, mia] = [await person("Ada"), await person("Bob"), await person("Mia")];
    const den = await room(ada);
    expect(await setMember(ada, { room: den.id, user: bob.username })).toMatchObject({
      user: { id: bob.userId },
      role: "member",
      entry: "added",
    });
    expect(await name(ada, den, mia, "moderator")).toMatchObject({ role: "moderator" });
    const { rev } = await readRoom(ada, { room: den.id });
    await setMember(ada, { room: den.id, user: bob.userId });
    await name(ada, den, mia, "moderator");
    await name(ada, den, ada, "owner");
    expect(await readRoom(ada, { room: den.id })).toMatchObject({ rev });
    expect(
      (await notesOn(den)).map(({ action, details }) => [action, (details as { role: string }).role]),
    ).toEqual([
      ["room.set-member", "member"],
      ["room.set-member", "moderator"],
    ]);
  });

  test("changes with a system message and an audit entry of both roles", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    await name(ada, den, bob, "moderator");
    expect((await linesOf(den)).at(-1)).toEqual({
      type: "role",
      names: ["Bob"],
      count: 1,
      value: "moderator",
    });
    expect(await notesOn(den)).toMatchObject([{ details: { role: "moderator", from: "member" } }]);
    expect(await readRoom(bob, { room: den.id })).toMatchObject({ role: "moderator", unreadCount: 0 });
  });

  test("needs another owner first: the last one stays", async () => {
    const [ada, bob, admin] = [await person("Ada"), await person("Bob"), await boss()];
    const den = await room(ada, { members: [bob] });
    for (const by of [ada, admin])
      await expect(name(by, den, ada, "member")).rejects.toMatchObject(refused("conflict", "last_owner"));
    await name(ada, den, bob, "owner");
    await name(ada, den, ada, "member");
    expect(await rolesOf(den)).toEqual({ Ada: "member", Bob: "owner" });
    await expect(name(ada, den, ada, "owner")).rejects.toMatchObject(refused("forbidden", "not_yours"));
  });

  test("a closed account does not count as another owner", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    await name(ada, den, bob, "owner");
    await deactivate(bob);
    await expect(name(ada, den, ada, "member")).rejects.toMatchObject(refused("conflict", "last_owner"));
    await name(ada, den, bob, "member");
    expect(await rolesOf(den)).toEqual({ Ada: "owner", Bob: "member" });
  });

  test("in another role is an owner's to give, and an administrator's except in groups", async () => {
    const [ada, mo, bob, admin] = [
      await person("Ada"),
      await person("Mo"),
      await person("Bob"),
      await boss(),
    ];
    const den = await room(ada, { members: [mo, bob] });
    await name(ada, den, mo, "moderator");
    await expect(name(mo, den, bob, "moderator")).rejects.toMatchObject(refused("forbidden", "not_yours"));
    await expect(name(bob, den, bob, "owner")).rejects.toMatchObject(refused("forbidden", "not_yours"));
    // Adding is not enough to add in a role, and adds nobody.
    const newcomer = await person("New");
    await expect(name(bob, den, newcomer, "owner")).rejects.toMatchObject(refused("forbidden", "not_yours"));
    expect(await rolesOf(den)).not.toHaveProperty("New");
    expect(await name(admin, den, bob, "owner")).toMatchObject({ role: "owner" });

    const crew = await room(ada, { kind: "group", members: [bob] });
    await expect(name(admin, crew, bob, "owner")).rejects.toMatchObject(refused("not_found"));
    await add(ada, crew, admin);
    await expect(name(admin, crew, bob, "owner")).rejects.toMatchObject(refused("forbidden"));
  });

  test("is not found by outsiders, nor for unknown or deactivated people", async () => {
    const [ada, eve, gone] = [await person("Ada"), await person("Eve"), await person("Gone")];
    const [den, crew] = [await room(ada), await room(ada, { kind: "group" })];
    await deactivate(gone);
    await expect(name(eve, crew, eve, "member")).rejects.toMatchObject(refused("not_found"));
    await expect(setMember(ada, { room: den.id, user: "nobody-here" })).rejects.toMatchObject(
      refused("not_found"),
    );
    await expect(setMember(ada, { room: den.id, user: gone.userId })).rejects.toMatchObject(
      refused("not_found"),
    );
    await expect(setMember(eve, { room: den.id, user: eve.userId })).rejects.toMatchObject(
      refused("forbidden"),
    );
  });

  test("of a role that there is none is refused by the field's name", async () => {
    await expect(
      setMember(await person(), { room: "den", user: "me", role: "administrator" as never }),
    ).rejects.toMatchObject({ refusal: { code: "validation_failed", errors: [{ path: "role" }] } });
  });
});
