import { describe, expect, test } from "vitest";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { add, expectWhole, linesOf, name, rolesOf } from "@/tests/support/membership";
import { deactivate, type Person, person, refused, room } from "@/tests/support/world";
import { readRoom } from "../read-room";
import { startDirect } from "../start-direct";
import { leaveRoom } from "./leave-room";

testDatabase();

const leave = (who: Person, { id }: { id: string }) => leaveRoom(who, { room: id });

describe("leaving", () => {
  test("removes the room, with a system message and a snapshot of the read mark", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    await sendMessage(ada, { room: den.id, text: "unread" });
    await leaveRoom(bob, { room: den.name! });
    expect((await linesOf(den)).at(-1)).toMatchObject({ type: "left", names: ["Bob"] });
    await expect(sendMessage(bob, { room: den.id, text: "still here" })).rejects.toMatchObject(
      refused("not_found"),
    );
    expect(
      await db().membershipChange.findFirst({ where: { roomId: den.id }, orderBy: { id: "desc" } }),
    ).toMatchObject({ type: "left", byId: bob.userId, seq: 2, kept: { joinedSeq: 0, receiptSeq: 1 } });
    await expectWhole(den);
  });

  test.each(["open", "password", "closed", "group"] as const)(
    "is for everybody in a room of kind %s",
    async (kind) => {
      const [boss, gus] = [await person("Boss", "administrator"), await person("Gus", "guest")];
      const den = await room(boss, { kind });
      await add(boss, den, gus);
      await leave(gus, den);
      expect(await rolesOf(den)).toEqual({ Boss: "owner" });
      await expect(leave(gus, den)).rejects.toMatchObject(refused("not_found"));
    },
  );

  test("is refused in a direct conversation, and to strangers, administrators among them", async () => {
    const [ada, bob, boss] = [
      await person("Ada"),
      await person("Bob"),
      await person("Boss", "administrator"),
    ];
    const { room: pair } = await startDirect(ada, { userId: bob.userId });
    await expect(leave(ada, pair)).rejects.toMatchObject(refused("forbidden", "direct"));
    for (const one of [pair, await room(ada)])
      await expect(leave(boss, one)).rejects.toMatchObject(refused("not_found"));
  });
});

describe("when the last owner leaves", () => {
  test("the longest-standing moderator becomes owner, before earlier members", async () => {
    const [ada, bob, mia, mo] = [
      await person("Ada"),
      await person("Bob"),
      await person("Mia"),
      await person("Mo"),
    ];
    const den = await room(ada, { members: [bob, mia, mo] });
    for (const one of [mo, mia]) await name(ada, den, one, "moderator");
    await leave(ada, den);
    expect(await rolesOf(den)).toEqual({ Bob: "member", Mia: "owner", Mo: "moderator" });
    await leave(mia, den);
    expect(await rolesOf(den)).toEqual({ Bob: "member", Mo: "owner" });
    expect(
      await db().membershipChange.findFirst({ where: { roomId: den.id }, orderBy: { id: "desc" } }),
    ).toMatchObject({ type: "role", role: "owner", userId: mo.userId });
  });

  test("without a moderator the longest-standing member does, guests included", async () => {
    const [ada, gus, bob] = [await person("Ada"), await person("Gus", "guest"), await person("Bob")];
    const den = await room(ada);
    for (const one of [gus, bob]) await add(ada, den, one);
    await leave(ada, den);
    expect(await rolesOf(den)).toEqual({ Gus: "owner", Bob: "member" });
    expect(await readRoom(gus, { room: den.id })).toMatchObject({ role: "owner" });
  });

  test("nobody does while another owner is left", async () => {
    const [ada, bob, mia] = [await person("Ada"), await person("Bob"), await person("Mia")];
    const den = await room(ada, { members: [bob, mia] });
    await name(ada, den, mia, "owner");
    await leave(ada, den);
    expect(await rolesOf(den)).toEqual({ Bob: "member", Mia: "owner" });
  });

  test("closed accounts are skipped, unless nobody else is left", async () => {
    const [ada, old, bob] = [await person("Ada"), await person("Old"), await person("Bob")];
    const den = await room(ada, { members: [old, bob] });
    await name(ada, den, old, "owner");
    await deactivate(old);
    await leave(ada, den);
    expect(await rolesOf(den)).toEqual({ Old: "owner", Bob: "owner" });
    const crew = await room(bob, { members: [] });
    await add(bob, crew, await person("Zed"));
    await db().user.updateMany({ where: { displayName: "Zed" }, data: { deactivatedAt: new Date() } });
    await leave(bob, crew);
    expect(await rolesOf(crew)).toEqual({ Zed: "owner" });
  });

  test("an empty room stays, without an owner and with its messages", async () => {
    const ada = await person("Ada");
    const den = await room(ada);
    await leave(ada, den);
    expect(await readRoom(ada, { room: den.id })).toMatchObject({ role: null, memberCount: 0, seq: 1 });
    await expectWhole(den);
  });
});
