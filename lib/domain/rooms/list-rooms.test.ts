import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import type { MyRoomView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, room } from "@/tests/support/world";
import { sendMessage } from "../messages/send/send-message";
import { listRooms } from "./list-rooms";

testDatabase();

type Asked = Parameters<typeof listRooms>[1];

/** All pages, of two rooms each. */
async function all(who: Person, asked: Asked): Promise<MyRoomView[]> {
  const rooms: MyRoomView[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRooms(who, { ...asked, limit: 2, cursor });
    rooms.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return rooms;
}

const names = (rooms: MyRoomView[]) => rooms.map(({ name }) => name);

/** Five rooms whose names, sizes and last messages are in three different orders. `q` finds just them. */
async function world() {
  const [ada, bob, cid] = [await person("Ada"), await person("Bob"), await person("Cid")];
  const q = `hall ${ada.username}`;
  const make = (letter: string, members: Person[]) => room(ada, { name: `${letter} ${q}`, members });
  const made = [
    await make("c", [bob, cid]),
    await make("a", []),
    await make("e", [bob]),
    await make("b", []),
    await make("d", [cid]),
  ];
  for (const letter of ["d", "a", "e", "c", "b"])
    await sendMessage(ada, { room: `${letter} ${q}`, text: "hi" });
  return {
    ada,
    eve: await person("Eve"),
    q,
    made,
    named: (letters: string) => [...letters].map((one) => `${one} ${q}`),
  };
}

describe("browsing", () => {
  test("is by name, unless another order is asked for, page after page", async () => {
    const { eve, q, named } = await world();
    expect(names(await all(eve, { scope: "browse", q }))).toEqual(named("abcde"));
    expect(names(await all(eve, { scope: "browse", q, sort: "name" }))).toEqual(named("abcde"));
  });

  test("by activity begins with the latest message", async () => {
    const { eve, q, named } = await world();
    expect(names(await all(eve, { scope: "browse", q, sort: "activity" }))).toEqual(named("bcead"));
  });

  test("by activity skips no room with a message in the same millisecond", async () => {
    const { eve, q } = await world();
    await db().$executeRaw`
      UPDATE room SET active_at = '2026-01-01T00:00:00Z'::timestamptz + (random() * 900) * interval '1 microsecond'
       WHERE name LIKE ${`% ${q}`}`;
    expect(new Set(names(await all(eve, { scope: "browse", q, sort: "activity" }))).size).toBe(5);
  });

  test("by members begins with the largest, each room once even for equal sizes", async () => {
    const { eve, q } = await world();
    const found = await all(eve, { scope: "browse", q, sort: "members" });
    expect(found.map(({ memberCount }) => memberCount)).toEqual([3, 2, 2, 1, 1]);
    expect(new Set(names(found)).size).toBe(5);
  });

  test("leaves out own, archived, closed and deleted rooms, and everything for a guest", async () => {
    const { ada, eve, q, made } = await world();
    await db().room.update({ where: { id: made[0]!.id }, data: { archivedAt: new Date() } });
    await db().room.update({ where: { id: made[1]!.id }, data: { deletedAt: new Date() } });
    await db().room.update({ where: { id: made[2]!.id }, data: { kind: "closed" } });
    for (const sort of ["name", "activity", "members"] as const) {
      expect(await all(eve, { scope: "browse", q, sort })).toHaveLength(2);
      expect(await all(ada, { scope: "browse", q, sort })).toEqual([]);
      expect(await all(await person("Gus", "guest"), { scope: "browse", q, sort })).toEqual([]);
    }
  });
});

test("own rooms come by id in every order, each once", async () => {
  const { ada, made } = await world();
  const ids = made.map(({ id }) => id).sort();
  for (const sort of ["name", "activity"] as const)
    expect((await all(ada, { sort })).map(({ id }) => id)).toEqual(ids);
});

test.each([
  [{ scope: "all" }, "scope"],
  [{ sort: "age" }, "sort"],
  [{ limit: 201 }, "limit"],
  [{ cursor: "nothing" }, "cursor"],
  [{ cursor: Buffer.from('["name","a"]').toString("base64url") }, "cursor"],
  [
    { scope: "browse", sort: "activity", cursor: Buffer.from('["name","a","b"]').toString("base64url") },
    "cursor",
  ],
])("%o is refused by the field's name", async (asked, path) => {
  await expect(listRooms(await person(), asked as never)).rejects.toMatchObject({
    refusal: { code: "validation_failed", errors: [{ path }] },
  });
});

test("a cursor is good for the order that gave it alone", async () => {
  const { eve, q } = await world();
  const { nextCursor } = await listRooms(eve, { scope: "browse", q, limit: 1 });
  await expect(
    listRooms(eve, { scope: "browse", q, sort: "members", cursor: nextCursor! }),
  ).rejects.toMatchObject({ refusal: { errors: [{ path: "cursor" }] } });
});
