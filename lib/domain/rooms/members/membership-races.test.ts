import { describe, expect, test } from "vitest";
import { deletePerson } from "@/lib/domain/administration/delete-person";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { add, expectWhole, name, remove, rolesOf } from "@/tests/support/membership";
import { person, refused, room } from "@/tests/support/world";
import { joinRoom } from "./join-room";
import { leaveRoom } from "./leave-room";

testDatabase();

const boss = () => person("Boss", "administrator");

describe("at once", () => {
  test("two who add the same people make each of them a member once", async () => {
    const [ada, bob, ...comers] = [
      await person("Ada"),
      await person("Bob"),
      await person("C1"),
      await person("C2"),
      await person("C3"),
    ];
    const den = await room(ada, { members: [bob] });
    const ends = await Promise.all([add(ada, den, ...comers), add(bob, den, ...comers)]);
    expect(ends.map(({ added }) => added).sort()).toEqual([0, 3]);
    await expectWhole(den);
  });

  test("concurrent adding, joining, leaving and removing end in or out, with nothing left over", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada);
    for (let i = 0; i < 10; i++) {
      const ends = await Promise.allSettled([
        joinRoom(bob, { room: den.id }),
        add(ada, den, bob),
        remove(ada, den, bob),
        leaveRoom(bob, { room: den.id }),
        name(ada, den, bob, "moderator"),
      ]);
      for (const end of ends)
        if (end.status === "rejected") expect(end.reason).toMatchObject(refused("not_found"));
      await expectWhole(den);
    }
  });

  test("two owners who demote or remove each other leave one", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    for (const act of [name, remove]) {
      const den = await room(ada, { members: [bob] });
      await name(ada, den, bob, "owner");
      const ends = await Promise.allSettled([act(ada, den, bob, "member"), act(bob, den, ada, "member")]);
      expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(Object.values(await rolesOf(den))).toContain("owner");
    }
  });

  test("two owners who step down, or leave, at once leave one", async () => {
    const [ada, bob, mia] = [await person("Ada"), await person("Bob"), await person("Mia")];
    const den = await room(ada, { members: [bob, mia] });
    await name(ada, den, bob, "owner");
    const ends = await Promise.allSettled([name(ada, den, ada, "member"), name(bob, den, bob, "member")]);
    expect(ends.find(({ status }) => status === "rejected")).toMatchObject({
      reason: refused("conflict", "last_owner"),
    });
    await Promise.all([leaveRoom(ada, { room: den.id }), leaveRoom(bob, { room: den.id })]);
    expect(await rolesOf(den)).toEqual({ Mia: "owner" });
  });

  test("a send against the sender's removal: acknowledged ones stay, the rest is refused", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const sends = (from: number) =>
      Array.from({ length: 50 }, (_, i) => sendMessage(bob, { room: den.id, text: `${from + i}` }));
    const ends = await Promise.allSettled([...sends(0), remove(ada, den, bob), ...sends(50)]);
    const acknowledged = ends.flatMap((end) => (end.status === "fulfilled" && end.value ? [end.value] : []));
    for (const end of ends)
      if (end.status === "rejected") expect(end.reason).toMatchObject(refused("not_found"));
    const kept = await db().message.findMany({ where: { roomId: den.id, kind: "user" } });
    expect(kept).toHaveLength(acknowledged.length);
    const { seq } = await db().message.findFirstOrThrow({
      where: { roomId: den.id, event: { path: ["type"], equals: "removed" } },
    });
    expect(kept.filter((message) => message.seq > seq)).toEqual([]);
    await expectWhole(den);
  });

  test("a person added while their account is deleted is not left in the room", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    const den = await room(ada);
    for (let i = 0; i < 8; i++) {
      const zed = await person("Zed");
      const ends = await Promise.allSettled([
        i % 2 ? add(ada, den, zed) : joinRoom(zed, { room: den.id }),
        deletePerson(admin, { user: zed.userId }),
      ]);
      expect(ends[1].status).toBe("fulfilled");
      expect(await db().membership.count({ where: { userId: zed.userId } })).toBe(0);
    }
    await expectWhole(den);
  });
});
