import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, refused, room, session } from "@/tests/support/world";
import { sync } from "../messages/sync";
import { arrangeFolders, listFolders } from "./folders";
import { joinRoom } from "./members/join-room";
import { leaveRoom } from "./members/leave-room";
import { readRoom } from "./read-room";

testDatabase();
const server = testServer();

const folderOf = async (who: Person, roomId: string) => (await readRoom(who, { room: roomId })).folderId;
const revOf = async ({ userId }: { userId: string }) =>
  (await db().user.findUniqueOrThrow({ where: { id: userId } })).rev;

/** Somebody with three rooms. */
async function world() {
  const ada = await person();
  const ids = [(await room(ada)).id, (await room(ada)).id, (await room(ada)).id] as const;
  return { ada, ids };
}

describe("folders of the sidebar", () => {
  test("are arranged whole, in order, with their rooms in order", async () => {
    const { ada, ids } = await world();
    const [den, hall, attic] = ids;
    const { items } = await arrangeFolders(ada, {
      folders: [
        { name: " Down   stairs ", roomIds: [hall, den] },
        { name: "Up", roomIds: [attic] },
        { name: "Empty", roomIds: [] },
      ],
    });
    expect(items).toMatchObject([
      { name: "Down stairs", roomIds: [hall, den] },
      { name: "Up", roomIds: [attic] },
      { name: "Empty", roomIds: [] },
    ]);
    expect(await listFolders(ada, {})).toEqual({ items });
    expect(await folderOf(ada, den)).toBe(items[0]!.id);
  });

  test("are renamed, moved and emptied by their ids, and rooms leave deleted ones", async () => {
    const { ada, ids } = await world();
    const [den, hall, attic] = ids;
    const before = await arrangeFolders(ada, {
      folders: [
        { name: "A", roomIds: [den, hall] },
        { name: "B", roomIds: [attic] },
      ],
    });
    const [a, b] = before.items.map(({ id }) => id);
    const { items } = await arrangeFolders(ada, { folders: [{ id: b, name: "Bees", roomIds: [hall] }] });
    expect(items).toEqual([{ id: b, name: "Bees", roomIds: [hall] }]);
    expect(await db().folder.count({ where: { id: a! } })).toBe(0);
    expect(await Promise.all(ids.map((id) => folderOf(ada, id)))).toEqual([null, b, null]);
  });

  test("are the same after the same request, which publishes nothing", async () => {
    const { ada, ids } = await world();
    const given = {
      folders: [
        { name: "A", roomIds: [ids[0]] },
        { name: "A", roomIds: [ids[1]] },
      ],
    };
    const first = await arrangeFolders(ada, given);
    const rev = await revOf(ada);
    expect(await arrangeFolders(ada, given)).toEqual(first);
    expect(await arrangeFolders(ada, { folders: first.items })).toEqual(first);
    expect(await revOf(ada)).toBe(rev);
  });

  test("S20: are not taken from another person by their ids", async () => {
    const [{ ada, ids }, eve] = [await world(), await person("Eve")];
    const hers = await arrangeFolders(ada, { folders: [{ name: "Work", roomIds: [ids[0]] }] });
    const taken = await arrangeFolders(eve, {
      folders: [{ id: hers.items[0]!.id, name: "Mine", roomIds: [ids[0]] }],
    });
    expect(taken.items).toMatchObject([{ name: "Mine", roomIds: [] }]);
    expect(taken.items[0]!.id).not.toBe(hers.items[0]!.id);
    expect(await listFolders(ada, {})).toEqual(hers);
    expect(await listFolders(eve, {})).toEqual(taken);
  });

  test("skip rooms that the caller is not in, or that do not exist", async () => {
    const { ada, ids } = await world();
    const others = await room(await person("Bob"));
    const nothing = "019f0000-0000-7000-8000-000000000000";
    const { items } = await arrangeFolders(ada, {
      folders: [{ name: "A", roomIds: [others.id, nothing, ids[0]] }],
    });
    expect(items[0]).toMatchObject({ roomIds: [ids[0]] });
  });

  test("lose a room that the caller leaves, and do not get it back", async () => {
    const [{ ada, ids }, bob] = [await world(), await person("Bob")];
    await joinRoom(bob, { room: ids[0] });
    await arrangeFolders(bob, { folders: [{ name: "A", roomIds: [ids[0]] }] });
    await leaveRoom(bob, { room: ids[0] });
    expect((await listFolders(bob, {})).items).toMatchObject([{ name: "A", roomIds: [] }]);
    expect((await joinRoom(bob, { room: ids[0] })).folderId).toBeNull();
    expect((await listFolders(ada, {})).items).toEqual([]);
  });

  const id = "019f0000-0000-7000-8000-000000000001";
  test.each([
    [undefined, "folders"],
    [[{ name: "", roomIds: [] }], "folders.0.name"],
    [[{ name: "x".repeat(LIMITS.folderNameLength + 1), roomIds: [] }], "folders.0.name"],
    [[{ name: "A" }], "folders.0.roomIds"],
    [[{ name: "A", roomIds: ["den"] }], "folders.0.roomIds.0"],
    [[{ id: "mine", name: "A", roomIds: [] }], "folders.0.id"],
    [[{ name: "A", roomIds: [id, id.toUpperCase()] }], "folders.0.roomIds.1"],
    [
      [
        { name: "A", roomIds: [id] },
        { name: "B", roomIds: [id] },
      ],
      "folders.1.roomIds.0",
    ],
    [
      [
        { id, name: "A", roomIds: [] },
        { id, name: "B", roomIds: [] },
      ],
      "folders.1.id",
    ],
    [Array.from({ length: LIMITS.folders + 1 }, () => ({ name: "A", roomIds: [] })), "folders"],
  ])("like %j are refused by the field's name", async (folders, path) => {
    await expect(arrangeFolders(await person(), { folders } as never)).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path }] },
    });
  });

  test("need a session", async () => {
    const nobody = { sessionId: null, userId: null, address: "", userAgent: "" };
    await expect(arrangeFolders(nobody, { folders: [] })).rejects.toMatchObject(refused("unauthenticated"));
    await expect(listFolders(nobody, {})).rejects.toMatchObject(refused("unauthenticated"));
  });
});

describe("two arrangements at once", () => {
  test("end as one of the two requests, never a mixture", async () => {
    const { ada, ids } = await world();
    const [den, hall, attic] = ids;
    const arrangements = [
      [
        { name: "A", roomIds: [den, hall] },
        { name: "B", roomIds: [attic] },
      ],
      [
        { name: "B", roomIds: [hall] },
        { name: "C", roomIds: [attic, den] },
      ],
      [{ name: "A", roomIds: [attic, hall, den] }],
    ];
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(arrangements.map((folders) => arrangeFolders(ada, { folders })));
      const { items } = await listFolders(ada, {});
      expect(answers.map((answer) => answer.items)).toContainEqual(items);
      expect(arrangements).toContainEqual(items.map(({ name, roomIds }) => ({ name, roomIds })));
    }
  });

  test("of a person without rooms are made once", async () => {
    const ada = await person();
    const folders = [{ name: "A", roomIds: [] }];
    await Promise.all(Array.from({ length: 5 }, () => arrangeFolders(ada, { folders })));
    expect((await listFolders(ada, {})).items).toMatchObject(folders);
  });

  test("and rooms that are left meanwhile leave nothing behind", async () => {
    const { ids } = await world();
    const bob = await person("Bob");
    for (let round = 0; round < 10; round++) {
      for (const id of ids) await joinRoom(bob, { room: id });
      await Promise.all([
        arrangeFolders(bob, { folders: [{ name: `Round ${round}`, roomIds: [...ids] }] }),
        ...ids.map((room) => leaveRoom(bob, { room })),
      ]);
      expect((await listFolders(bob, {})).items).toMatchObject([{ name: `Round ${round}`, roomIds: [] }]);
    }
  });
});

test.each(Object.entries(KINDS))(
  "a %s socket of another device gets them, and nobody else does",
  async (_kind, connect) => {
    const [{ ada, ids }, bob] = [await world(), await person("Bob")];
    await joinRoom(bob, { room: ids[0] });
    const tablet = { ...ada, ...(await session(ada.userId)) };
    const [hers, his] = await Promise.all([connect(server.port, tablet), connect(server.port, bob)]);
    const { items } = await arrangeFolders(ada, { folders: [{ name: "A", roomIds: [ids[1], ids[0]] }] });
    expect(await hers.until(({ type }) => type === "folders")).toMatchObject({ items });
    for (const id of ids.slice(0, 2)) {
      const isOfRoom = ({ type, room }: { type: string; room?: { id: string } }) =>
        type === "room" && room?.id === id;
      expect(await hers.until((frame) => isOfRoom(frame as never))).toMatchObject({
        room: { folderId: items[0]!.id },
      });
    }
    expect(his.received.filter(({ type }) => !["ready", "heads", "user_status"].includes(type))).toEqual([]);
    for (const client of [hers, his]) client.close();
  },
);

test("a device that was away gets the folders by sync, and not again when it knows them", async () => {
  const { ada, ids } = await world();
  const known = await sync(ada, {});
  expect(known.folders).toEqual([]);
  const { items } = await arrangeFolders(ada, { folders: [{ name: "A", roomIds: [ids[0]] }] });
  const synced = await sync(ada, { userRev: known.userRev });
  expect(synced.folders).toEqual(items);
  expect((await sync(ada, { userRev: synced.userRev })).folders).toBeNull();
});
