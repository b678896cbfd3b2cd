import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import {
  accounts,
  add,
  expectWhole,
  linesOf,
  name,
  notesOn,
  remove,
  rolesOf,
} from "@/tests/support/membership";
import { deactivate, person, refused, room } from "@/tests/support/world";
import { readRoom } from "../read-room";
import { startDirect } from "../start-direct";
import { leaveRoom } from "./leave-room";
import { listMembers, readMember } from "./list-members";
import { addMembers, removeMember } from "./members";

testDatabase();

const boss = () => person("Boss", "administrator");

describe("adding people", () => {
  test("adds them with one system message, names the adder, and marks the past as read", async () => {
    const [ada, bob, mia] = [await person("Ada"), await person("Bob"), await person("Mia")];
    const den = await room(ada);
    await sendMessage(ada, { room: den.id, text: "before" });
    expect(await add(ada, den, bob, mia)).toEqual({ added: 2 });
    expect(await linesOf(den)).toEqual([{ type: "added", names: ["Bob", "Mia"], count: 2, value: null }]);
    expect(await readRoom(bob, { room: den.id })).toMatchObject({
      role: "member",
      unreadCount: 0,
      memberCount: 3,
    });
    expect(await readMember(ada, { room: den.id, user: bob.userId })).toMatchObject({
      entry: "added",
      addedBy: { id: ada.userId },
    });
    await expectWhole(den);
  });

  test("adding again changes nothing, alone, with others and under one Idempotency-Key", async () => {
    const [ada, bob, mia] = [await person("Ada"), await person("Bob"), await person("Mia")];
    const den = await room(ada, { members: [bob] });
    const { rev } = await readRoom(ada, { room: den.id });
    expect(await add(ada, den, bob, bob)).toEqual({ added: 0 });
    expect(await readRoom(ada, { room: den.id })).toMatchObject({ rev });
    const once = { ...ada, idempotencyKey: "add" };
    expect(await add(once, den, bob, mia)).toEqual({ added: 1 });
    expect(await add(once, den, bob, mia)).toEqual({ added: 1 });
    expect((await linesOf(den)).map(({ names }) => names)).toEqual([["Bob"], ["Mia"]]);
    await expectWhole(den);
  });

  test("is noted for rooms, with names and never for groups", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const [den, crew] = [await room(ada), await room(ada, { kind: "group" })];
    for (const one of [den, crew]) await add(ada, one, bob);
    await add(ada, den, bob);
    expect(await notesOn(den)).toMatchObject([
      {
        action: "room.add-members",
        actorId: ada.userId,
        targetName: den.name,
        details: { people: [bob.username], peopleIds: [bob.userId] },
      },
    ]);
    expect(await notesOn(crew)).toEqual([]);
  });

  test("an outsider finds no room, and may not add to a listed one", async () => {
    const [ada, eve, bob] = [await person("Ada"), await person("Eve"), await person("Bob")];
    await expect(add(eve, await room(ada, { kind: "group" }), bob)).rejects.toMatchObject(
      refused("not_found"),
    );
    await expect(add(eve, await room(await boss(), { kind: "closed" }), bob)).rejects.toMatchObject(
      refused("not_found"),
    );
    for (const kind of ["open", "password"] as const)
      await expect(add(eve, await room(ada, { kind }), bob)).rejects.toMatchObject(refused("forbidden"));
  });

  test("takes the role that the kind asks for: members, moderators of a password room, administrators", async () => {
    const [admin, ada, bob, gus] = [
      await boss(),
      await person("Ada"),
      await person("Bob"),
      await person("Gus", "guest"),
    ];
    const newcomer = () => person("New");
    const safe = await room(ada, { kind: "password", members: [bob] });
    await expect(add(bob, safe, await newcomer())).rejects.toMatchObject(refused("forbidden", "not_yours"));
    await name(ada, safe, bob, "moderator");
    expect(await add(bob, safe, await newcomer())).toEqual({ added: 1 });
    expect(await add(admin, safe, gus)).toEqual({ added: 1 });

    const vault = await room(admin, { kind: "closed" });
    await add(admin, vault, ada);
    await name(admin, vault, ada, "owner");
    await expect(add(ada, vault, bob)).rejects.toMatchObject(refused("forbidden", "not_yours"));

    const { room: pair } = await startDirect(ada, { userId: bob.userId });
    await expect(add(ada, pair, await newcomer())).rejects.toMatchObject(refused("forbidden", "not_yours"));
  });

  test("guests add nobody, whatever their role in the room", async () => {
    const [ada, gus, bob] = [await person("Ada"), await person("Gus", "guest"), await person("Bob")];
    for (const kind of ["open", "group", "password"] as const) {
      const den = await room(ada, { kind });
      await add(ada, den, gus);
      await expect(add(gus, den, ada)).rejects.toMatchObject(refused("forbidden"));
      await name(ada, den, gus, "moderator");
      await expect(add(gus, den, bob)).rejects.toMatchObject(refused("forbidden"));
    }
  });

  test("hidden, deactivated and unknown people are not found, and nobody is added", async () => {
    const [ada, bob, gone] = [await person("Ada"), await person("Bob"), await person("Gone")];
    const den = await room(ada);
    await deactivate(gone);
    for (const userId of [gone.userId, uuid()])
      await expect(addMembers(ada, { room: den.id, userIds: [bob.userId, userId] })).rejects.toMatchObject(
        refused("not_found"),
      );
    expect(await rolesOf(den)).toEqual({ Ada: "owner" });
  });

  test.each([
    [{ userIds: [] }, "userIds"],
    [{ userIds: "all" }, "userIds"],
    [{ userIds: ["bob"] }, "userIds.0"],
    [{}, "userIds"],
    [{ userIds: Array.from({ length: LIMITS.roomMembersAtOnce + 1 }, () => uuid()) }, "userIds"],
  ])("refuses what names nobody, or too many (%#)", async (input, path) => {
    await expect(addMembers(await person(), { room: uuid(), ...input } as never)).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path }] },
    });
  });

  test("an archived room accepts nobody", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada);
    await db().room.update({ where: { id: den.id }, data: { archivedAt: new Date() } });
    await expect(add(ada, den, bob)).rejects.toMatchObject(refused("forbidden", "archived"));
  });

  test("a thousand at once are one change with one system message, and counted right", async () => {
    const ada = await person("Ada");
    const den = await room(ada);
    const userIds = await accounts(LIMITS.roomMembersAtOnce);
    expect(await addMembers(ada, { room: den.id, userIds })).toEqual({ added: 1_000 });
    expect(await readRoom(ada, { room: den.id })).toMatchObject({
      memberCount: 1_001,
      seq: 1,
      rev: den.rev + 1,
    });
    expect(await linesOf(den)).toMatchObject([{ type: "added", count: 1_000, names: { length: 20 } }]);
    expect(await db().membershipChange.count({ where: { roomId: den.id, type: "entered" } })).toBe(1_001);
    await expectWhole(den);
  });
});

describe("removing people", () => {
  test("removes the room, with a system message and an audit entry; again changes nothing", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    await remove(ada, den, bob);
    const { rev } = await readRoom(ada, { room: den.id });
    await remove(ada, den, bob);
    expect(await readRoom(ada, { room: den.id })).toMatchObject({ rev, memberCount: 1 });
    expect((await linesOf(den)).at(-1)).toMatchObject({ type: "removed", names: ["Bob"] });
    expect(await notesOn(den)).toMatchObject([
      { action: "room.remove-member", details: { people: [bob.username] } },
    ]);
    expect(
      await db().membershipChange.findFirst({ where: { roomId: den.id }, orderBy: { id: "desc" } }),
    ).toMatchObject({ type: "removed", userId: bob.userId, byId: ada.userId, role: "member" });
    await expectWhole(den);
  });

  test("S12: a removed member can neither send, read, mark, add nor remove there", async () => {
    const [admin, bob, mia] = [await boss(), await person("Bob"), await person("Mia")];
    const vault = await room(admin, { kind: "closed" });
    await add(admin, vault, bob, mia);
    await name(admin, vault, bob, "owner");
    await remove(admin, vault, bob);
    const attempts = [
      () => sendMessage(bob, { room: vault.id, text: "still here" }),
      () => readRoom(bob, { room: vault.id }),
      () => listMembers(bob, { room: vault.id }),
      () => add(bob, vault, bob),
      () => remove(bob, vault, mia),
      () => name(bob, vault, bob, "owner"),
      () => leaveRoom(bob, { room: vault.id }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(refused("not_found"));
  });

  test("oneself is leaving: from closed rooms too, never from a direct conversation, and not noted", async () => {
    const [admin, bob] = [await boss(), await person("Bob")];
    const vault = await room(admin, { kind: "closed" });
    await add(admin, vault, bob);
    await removeMember(bob, { room: vault.id, user: "me" });
    expect((await linesOf(vault)).at(-1)).toMatchObject({ type: "left", names: ["Bob"] });
    expect((await notesOn(vault)).map(({ action }) => action)).toEqual(["room.add-members"]);
    const { room: pair } = await startDirect(bob, { userId: admin.userId });
    await expect(removeMember(bob, { room: pair.id, user: "me" })).rejects.toMatchObject(
      refused("forbidden", "direct"),
    );
    await expect(remove(bob, pair, admin)).rejects.toMatchObject(refused("forbidden"));
  });

  test("a moderator removes members and moderators, but no owner; in closed rooms administrators alone do", async () => {
    const [ada, mo, ma, bob, admin] = [
      await person("Ada"),
      await person("Mo"),
      await person("Ma"),
      await person("Bob"),
      await boss(),
    ];
    const den = await room(ada, { members: [mo, ma, bob] });
    for (const one of [mo, ma]) await name(ada, den, one, "moderator");
    await expect(remove(bob, den, mo)).rejects.toMatchObject(refused("forbidden", "not_yours"));
    await expect(remove(mo, den, ada)).rejects.toMatchObject(refused("forbidden", "higher_role"));
    for (const one of [bob, ma]) await remove(mo, den, one);
    await remove(admin, den, ada);
    expect(await rolesOf(den)).toEqual({ Mo: "owner" });

    const vault = await room(admin, { kind: "closed" });
    await add(admin, vault, ada, bob);
    await name(admin, vault, ada, "owner");
    await expect(remove(ada, vault, bob)).rejects.toMatchObject(refused("forbidden", "not_yours"));
  });

  test("in a group belongs to its owner; other administrators do not find the group", async () => {
    const [ada, bob, mia, admin] = [
      await person("Ada"),
      await person("Bob"),
      await person("Mia"),
      await boss(),
    ];
    const crew = await room(ada, { kind: "group", members: [bob, mia] });
    await expect(remove(bob, crew, mia)).rejects.toMatchObject(refused("forbidden"));
    await expect(remove(admin, crew, mia)).rejects.toMatchObject(refused("not_found"));
    await remove(ada, crew, mia);
    expect(await rolesOf(crew)).toEqual({ Ada: "owner", Bob: "member" });
    expect(await notesOn(crew)).toEqual([]);
  });

  test("of a non-member is not found; people can still be removed from an archived room", async () => {
    const [ada, bob, mia] = [await person("Ada"), await person("Bob"), await person("Mia")];
    const den = await room(ada, { members: [bob, mia] });
    await expect(removeMember(ada, { room: den.id, user: "nobody-here" })).rejects.toMatchObject(
      refused("not_found"),
    );
    await db().room.update({ where: { id: den.id }, data: { archivedAt: new Date() } });
    await remove(ada, den, bob);
    await leaveRoom(mia, { room: den.id });
    expect(await rolesOf(den)).toEqual({ Ada: "owner" });
  });
});
