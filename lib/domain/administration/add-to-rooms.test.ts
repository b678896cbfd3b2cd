import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { deactivate, person, refused, room } from "@/tests/support/world";
import { listMessages } from "../messages/list-messages";
import { addToRooms } from "./add-to-rooms";

testDatabase();

const boss = () => person("Boss", "administrator");
const roomIdsOf = async (userId: string) =>
  (await db().membership.findMany({ where: { userId } })).map(({ roomId }) => roomId).sort();

describe("putting a person into several rooms", () => {
  test("adds them to closed and open rooms, with a system message and an audit entry", async () => {
    const [admin, owner, ada] = [await boss(), await person("Owner"), await person("Ada")];
    const [closed, open] = [await room(admin, { kind: "closed" }), await room(owner)];
    const roomIds = [closed.id, open.id];
    expect(await addToRooms(admin, { user: ada.username, roomIds })).toEqual({ added: 2 });
    expect(await roomIdsOf(ada.userId)).toEqual([...roomIds].sort());
    for (const id of roomIds) {
      const { items } = await listMessages(ada, { room: id });
      expect(items.at(-1)?.event).toMatchObject({ type: "added", names: ["Ada"] });
    }
    const [note] = await db().auditEntry.findMany({ where: { action: "person.add-to-rooms" } });
    expect(note).toMatchObject({ targetId: ada.userId, details: { rooms: [closed.name, open.name] } });
  });

  test("passes over the rooms that they are in, and a retry adds nothing", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    const [one, two] = [await room(ada), await room(admin)];
    const input = { user: ada.userId, roomIds: [one.id, two.id, two.id] };
    expect(await addToRooms(admin, input)).toEqual({ added: 1 });
    expect(await addToRooms(admin, input)).toEqual({ added: 0 });
  });

  test("adds once if two requests come at once", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    const rooms = [await room(admin), await room(admin)];
    const roomIds = rooms.map(({ id }) => id);
    const answers = await Promise.all([
      addToRooms(admin, { user: ada.userId, roomIds }),
      addToRooms(admin, { user: ada.userId, roomIds: [...roomIds].reverse() }),
    ]);
    expect(answers.map(({ added }) => added).sort()).toEqual([0, 2]);
    expect((await roomIdsOf(ada.userId)).length).toBe(2);
  });

  test("adds to none if one of them is archived, a group, or unknown", async () => {
    const [admin, bob, ada] = [await boss(), await person("Bob"), await person("Ada")];
    const [fine, archived, group] = [
      await room(admin),
      await room(admin),
      await room(bob, { kind: "group" }),
    ];
    await db().room.update({ where: { id: archived.id }, data: { archivedAt: new Date() } });
    for (const [other, refusal] of [
      [archived.id, refused("forbidden", "archived")],
      [group.id, refused("not_found")],
      ["019f0000-0000-7000-8000-000000000000", refused("not_found")],
    ] as const) {
      const roomIds = [fine.id, other];
      await expect(addToRooms(admin, { user: ada.userId, roomIds })).rejects.toMatchObject(refusal);
    }
    expect(await roomIdsOf(ada.userId)).toEqual([]);
  });

  test("S12: is for administrators alone; deactivated and unknown people are not found", async () => {
    const [admin, ada, gone] = [await boss(), await person("Ada"), await person("Gone")];
    const { id } = await room(admin);
    await expect(addToRooms(ada, { user: ada.userId, roomIds: [id] })).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
    await deactivate(gone);
    for (const user of [gone.userId, "nobody-here"])
      await expect(addToRooms(admin, { user, roomIds: [id] })).rejects.toMatchObject(refused("not_found"));
  });

  test.each([[[]], [["den"]], [Array(51).fill("019f0000-0000-7000-8000-000000000000")]])(
    "refuses the rooms %.40j",
    async (roomIds) => {
      const admin = await boss();
      await expect(addToRooms(admin, { user: admin.userId, roomIds })).rejects.toMatchObject(
        refused("validation_failed"),
      );
    },
  );
});
