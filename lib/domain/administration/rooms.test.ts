import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { accounts, add, name } from "@/tests/support/membership";
import { type Person, person, refused, room } from "@/tests/support/world";
import { sendMessage } from "../messages/send/send-message";
import { addMembers } from "../rooms/members/members";
import { startDirect } from "../rooms/start-direct";
import { listAllRooms, listRoomsOfPerson, readRoomAsAdministrator } from "./rooms";

testDatabase();

const boss = () => person("Boss", "administrator");

/** The ids of all pages. */
async function idsOf(by: Person, input: object): Promise<string[]> {
  const ids = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listAllRooms(by, { ...input, limit: 2, ...(cursor && { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    if (!page.nextCursor) return ids;
    cursor = page.nextCursor;
  }
}

describe("the rooms as administrators see them", () => {
  test("lists all but conversations, by name, activity or size, page by page", async () => {
    const [admin, ada, bob] = [await boss(), await person("Ada"), await person("Bob")];
    const tag = ada.username;
    const b = await room(ada, { name: `B ${tag}`, members: [bob] });
    const c = await room(admin, { name: `C ${tag}`, kind: "closed" });
    const a = await room(ada, { name: `a ${tag}`, kind: "password" });
    await room(ada, { kind: "group", members: [bob] });
    await startDirect(ada, { userId: bob.userId });
    await addMembers(ada, { room: a.id, userIds: await accounts(3) });
    await sendMessage(admin, { room: c.id, text: "newest" });

    expect(await idsOf(admin, { q: tag })).toEqual([a.id, b.id, c.id]);
    expect(await idsOf(admin, { q: tag, sort: "members" })).toEqual([a.id, b.id, c.id]);
    expect((await idsOf(admin, { q: tag, sort: "activity" }))[0]).toBe(c.id);
    expect(await idsOf(admin, { q: tag.toUpperCase(), kind: "closed" })).toEqual([c.id]);
    expect((await listAllRooms(admin, { limit: 200 })).items.map(({ kind }) => kind)).not.toContain("group");
    await db().room.update({ where: { id: b.id }, data: { archivedAt: new Date() } });
    expect(await idsOf(admin, { q: tag, archived: "true" })).toEqual([b.id]);
    expect(await idsOf(admin, { q: tag, archived: false })).toEqual([a.id, c.id]);
    await db().room.update({ where: { id: b.id }, data: { deletedAt: new Date() } });
    expect(await idsOf(admin, { q: tag })).toEqual([a.id, c.id]);
  });

  test.each([
    [{ kind: "group" }, "kind"],
    [{ sort: "age" }, "sort"],
    [{ archived: "maybe" }, "archived"],
    [{ cursor: "x" }, "cursor"],
  ])("are not listed by %o", async (input, path) => {
    await expect(listAllRooms(await boss(), input as never)).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path }] },
    });
  });

  test("names their owners, and the messages that a new member could read", async () => {
    const [admin, ada, bob] = [await boss(), await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    await name(ada, den, bob, "owner");
    await sendMessage(ada, { room: den.id, text: "third" });
    const read = () => readRoomAsAdministrator(admin, { room: den.name! });
    expect(await read()).toMatchObject({
      id: den.id,
      owners: [{ id: ada.userId }, { id: bob.userId }],
      readableMessages: 3,
    });
    await db().room.update({ where: { id: den.id }, data: { historyFromSeq: 3 } });
    expect(await read()).toMatchObject({ readableMessages: 1 });
    await db().room.update({ where: { id: den.id }, data: { history: "hidden" } });
    expect(await read()).toMatchObject({ readableMessages: 0 });
  });

  test("has no conversations, not even the administrator's own", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    const crew = await room(admin, { kind: "group", members: [ada] });
    const { room: pair } = await startDirect(admin, { userId: ada.userId });
    for (const { id } of [crew, pair, { id: "nothing here" }])
      await expect(readRoomAsAdministrator(admin, { room: id })).rejects.toMatchObject(refused("not_found"));
  });

  test("are administrators' alone", async () => {
    const ada = await person("Ada");
    const den = await room(ada);
    const attempts = [
      () => listAllRooms(ada, {}),
      () => readRoomAsAdministrator(ada, { room: den.id }),
      () => listRoomsOfPerson(ada, { user: "me" }),
    ];
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject(refused("forbidden", "administrators_only"));
  });
});

describe("the rooms of a person", () => {
  test("shows role, way of joining and adder, by name and page by page, without conversations", async () => {
    const [admin, ada] = [await boss(), await person("Ada")];
    const made = [];
    for (const letter of ["C", "a", "B"]) made.push(await room(admin, { name: `${letter} ${ada.username}` }));
    for (const one of made) await add(admin, one, ada);
    await name(admin, made[1]!, ada, "moderator");
    await room(ada, { kind: "group", members: [admin] });
    await startDirect(ada, { userId: admin.userId });

    const first = await listRoomsOfPerson(admin, { user: ada.username, limit: 2 });
    const second = await listRoomsOfPerson(admin, { user: ada.userId, limit: 2, cursor: first.nextCursor! });
    expect(second.nextCursor).toBeNull();
    expect([...first.items, ...second.items].map(({ room, role }) => [room.name?.[0], role])).toEqual([
      ["a", "moderator"],
      ["B", "member"],
      ["C", "member"],
    ]);
    expect(first.items[0]).toMatchObject({ entry: "added", addedBy: { id: admin.userId } });
    expect((await listRoomsOfPerson(admin, { user: (await person("New")).userId })).items).toEqual([]);
    await expect(listRoomsOfPerson(admin, { user: "nobody-here" })).rejects.toMatchObject(
      refused("not_found"),
    );
  });
});
