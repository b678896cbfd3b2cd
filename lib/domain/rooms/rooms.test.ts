import { describe, expect, test } from "vitest";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { person, ROOM_PASSWORD, refused, room } from "@/tests/support/world";
import { createRoom } from "./create-room";
import { listRooms } from "./list-rooms";
import { joinRoom } from "./members/join-room";
import { listMembers } from "./members/list-members";
import { readRoom } from "./read-room";
import { markRead } from "./reading/mark-read";
import { startDirect } from "./start-direct";

testDatabase();

describe("making a room", () => {
  test("makes its creator the owner, and the room is theirs to see", async () => {
    const ada = await person();
    const den = await createRoom(ada, { kind: "open", name: "  The   den 1 ", topic: "Tea" });
    expect(den).toMatchObject({
      name: "The den 1",
      topic: "Tea",
      role: "owner",
      memberCount: 1,
      seq: 0,
      rev: 1,
    });
    expect((await listRooms(ada, {})).items.map(({ id }) => id)).toEqual([den.id]);
  });

  test("of a name that exists in another case is a conflict, also when two make it at once", async () => {
    const ada = await person();
    const name = `Кабинет ${ada.username}`;
    const ends = await Promise.allSettled([
      createRoom(ada, { kind: "open", name }),
      createRoom(ada, { kind: "open", name: name.toUpperCase() }),
    ]);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(ends.find(({ status }) => status === "rejected")).toMatchObject({
      reason: refused("conflict", "room_name_taken"),
    });
  });

  test.each([
    [{ kind: "open" }, "name"],
    [{ kind: "open", name: "" }, "name"],
    [{ kind: "open", name: "a".repeat(65) }, "name"],
    [{ kind: "open", name: "a/b" }, "name"],
    [{ kind: "open", name: "me" }, "name"],
    [{ kind: "open", name: "019f0000-0000-7000-8000-000000000000" }, "name"],
    [{ kind: "open", name: "x", topic: "t".repeat(251) }, "topic"],
    [{ kind: "password", name: "x" }, "password"],
    [{ kind: "direct", name: "x" }, "kind"],
    [{ kind: "open", name: "x", memberIds: ["ada"] }, "memberIds.0"],
  ])("like %o is refused by the field's name", async (input, path) => {
    await expect(createRoom(await person(), input as never)).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path }] },
    });
  });

  test("closed rooms are made by administrators alone, and guests make none", async () => {
    const closed = (name: string) => ({ kind: "closed" as const, name });
    await expect(createRoom(await person("Bob"), closed("c1"))).rejects.toMatchObject(refused("forbidden"));
    await expect(
      createRoom(await person("Gus", "guest"), { kind: "open", name: "g1" }),
    ).rejects.toMatchObject(refused("forbidden"));
    expect(await createRoom(await person("Ann", "administrator"), closed("c1"))).toMatchObject({
      kind: "closed",
    });
  });

  test("a group needs no name, and names its people", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const crew = await room(ada, { kind: "group", members: [bob] });
    expect(crew).toMatchObject({ name: null, memberCount: 2 });
    expect(crew.people.map(({ id }) => id).sort()).toEqual([ada.userId, bob.userId].sort());
  });

  test("with an Idempotency-Key a retry gets the same room, and another request a conflict", async () => {
    const ada = { ...(await person()), idempotencyKey: "once" };
    const [one, two] = await Promise.all(
      [1, 2].map(() => createRoom(ada, { kind: "open", name: `I ${ada.username}` })),
    );
    expect(two!.id).toBe(one!.id);
    await expect(createRoom(ada, { kind: "open", name: "Another" })).rejects.toMatchObject(
      refused("conflict"),
    );
  });
});

describe("joining a room", () => {
  test("sets the unread mark to the present, and tells it in a line that is never unread", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada);
    await sendMessage(ada, { room: den.id, text: "before" });
    expect(await joinRoom(bob, { room: den.name! })).toMatchObject({
      role: "member",
      lastReadSeq: 2,
      unreadCount: 0,
    });
    expect(await readRoom(ada, { room: den.id })).toMatchObject({
      memberCount: 2,
      unreadCount: 0,
      lastMessage: { kind: "system", event: { type: "joined", names: ["Bob"] } },
    });
  });

  test("joining again, and twice at once, is no error and makes one member", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada);
    await Promise.all([joinRoom(bob, { room: den.id }), joinRoom(bob, { room: den.id })]);
    expect(await joinRoom(bob, { room: den.id })).toMatchObject({ memberCount: 2 });
    expect(await db().message.count({ where: { roomId: den.id } })).toBe(1);
  });

  test("by password takes the right one, refuses a wrong one, and throttles after five", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const safe = await room(ada, { kind: "password" });
    const attempt = (password?: string) =>
      joinRoom(bob, { room: safe.id, ...(password !== undefined && { password }) });

    await expect(attempt()).rejects.toMatchObject(refused("forbidden", "wrong_room_password"));
    await expect(attempt("wrong")).rejects.toMatchObject(refused("forbidden", "wrong_room_password"));
    expect(await attempt(ROOM_PASSWORD)).toMatchObject({ role: "member" });

    const eve = await person("Eve");
    for (let i = 0; i < 5; i++) await joinRoom(eve, { room: safe.id, password: `${i}` }).catch(() => {});
    await expect(joinRoom(eve, { room: safe.id, password: ROOM_PASSWORD })).rejects.toMatchObject(
      refused("rate_limited"),
    );
  });

  test("unlisted rooms are not found: closed rooms, groups, and any room for a guest", async () => {
    const [ann, eve, gus] = [
      await person("Ann", "administrator"),
      await person("Eve"),
      await person("Gus", "guest"),
    ];
    const [closed, crew, den] = [
      await room(ann, { kind: "closed" }),
      await room(ann, { kind: "group" }),
      await room(ann),
    ];
    await expect(joinRoom(eve, { room: closed.id })).rejects.toMatchObject(refused("not_found"));
    await expect(joinRoom(eve, { room: crew.id })).rejects.toMatchObject(refused("not_found"));
    await expect(joinRoom(gus, { room: den.id })).rejects.toMatchObject(refused("not_found"));
    await expect(readRoom(gus, { room: den.name! })).rejects.toMatchObject(refused("not_found"));
  });

  test("an archived room is refused", async () => {
    const den = await room(await person());
    await db().room.update({ where: { id: den.id }, data: { archivedAt: new Date() } });
    await expect(joinRoom(await person("Bob"), { room: den.id })).rejects.toMatchObject(
      refused("forbidden", "archived"),
    );
  });
});

describe("a direct conversation", () => {
  test("of two people is one, even if both start it at once", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const [one, two] = await Promise.all([
      startDirect(ada, { userId: bob.userId }),
      startDirect(bob, { userId: ada.userId }),
    ]);
    expect(two.room.id).toBe(one.room.id);
    expect([one.isNew, two.isNew].sort()).toEqual([false, true]);
    expect(await startDirect(ada, { userId: bob.userId })).toMatchObject({
      isNew: false,
      room: { memberCount: 2 },
    });
  });

  test("with oneself is for notes", async () => {
    const ada = await person();
    expect((await startDirect(ada, { userId: ada.userId })).room).toMatchObject({
      kind: "direct",
      memberCount: 1,
    });
  });

  test("an administrator outside of it does not find it", async () => {
    const [ada, bob, ann] = [await person("Ada"), await person("Bob"), await person("Ann", "administrator")];
    const { room: pair } = await startDirect(ada, { userId: bob.userId });
    await expect(readRoom(ann, { room: pair.id })).rejects.toMatchObject(refused("not_found"));
  });

  test("with an unknown person, or one whom a guest does not share a room with, is not found", async () => {
    const [ada, gus] = [await person("Ada"), await person("Gus", "guest")];
    await expect(startDirect(ada, { userId: "019f0000-0000-7000-8000-000000000000" })).rejects.toMatchObject(
      refused("not_found"),
    );
    await expect(startDirect(gus, { userId: ada.userId })).rejects.toMatchObject(refused("not_found"));
  });
});

describe("the list of rooms", () => {
  test("to browse has the listed rooms that I am not in, by name, and finds them by a part of it", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const tag = ada.username;
    for (const name of ["Zoo", "Aula", "100%"]) await room(ada, { name: `${name} ${tag}` });
    const names = async (q: string) =>
      (await listRooms(bob, { scope: "browse", q, limit: 200 })).items.map(({ name }) => name);

    expect(await names(tag)).toEqual([`100% ${tag}`, `Aula ${tag}`, `Zoo ${tag}`]);
    expect(await names(`% ${tag}`)).toEqual([`100% ${tag}`]);
    expect((await listRooms(ada, { scope: "browse", q: tag })).items).toEqual([]);
  });

  test("pages by cursor give every room once", async () => {
    const ada = await person();
    const made = [];
    for (let i = 0; i < 5; i++) made.push((await room(ada)).id);
    const first = await listRooms(ada, { limit: 3 });
    const second = await listRooms(ada, { limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made);
    expect(second.nextCursor).toBeNull();
  });

  test("unread counts others' messages after the mark, and stops at 100", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const unread = async (who: typeof ada) => (await readRoom(who, { room: den.id })).unreadCount;

    await sendMessage(bob, { room: den.id, text: "mine" });
    await sendMessage(ada, { room: den.id, text: "theirs" });
    expect(await unread(bob)).toBe(1);
    await Promise.all(Array.from({ length: 120 }, () => sendMessage(ada, { room: den.id, text: "more" })));
    expect(await unread(bob)).toBe(100);
    expect(await unread(ada)).toBe(1);
  });
});

describe("R21: reading", () => {
  test("moves the mark forward and never back, but for mark as unread, which leaves the receipt", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    for (let i = 0; i < 3; i++) await sendMessage(ada, { room: den.id, text: `${i}` });
    const mark = async () => (await readRoom(bob, { room: den.id })).lastReadSeq;

    await markRead(bob, { room: den.id, lastReadSeq: 3 });
    await markRead(bob, { room: den.id, lastReadSeq: 2 });
    expect(await mark()).toBe(3);
    await markRead(bob, { room: den.id, lastReadSeq: 9_999 });
    expect(await mark()).toBe(4);
    await markRead(bob, { room: den.id, lastReadSeq: 1, force: true });
    expect(await readRoom(bob, { room: den.id })).toMatchObject({ lastReadSeq: 1, unreadCount: 3 });
    const { items } = await listMembers(ada, { room: den.id });
    expect(items.find(({ user }) => user.id === bob.userId)).toMatchObject({ lastReadSeq: 4 });
  });

  test("by three devices at once ends at the furthest", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    for (let i = 0; i < 9; i++) await sendMessage(ada, { room: den.id, text: `${i}` });
    await Promise.all([4, 9, 2, 7].map((lastReadSeq) => markRead(bob, { room: den.id, lastReadSeq })));
    expect(await readRoom(bob, { room: den.id })).toMatchObject({ lastReadSeq: 9 });
  });

  test("of another's room is not found", async () => {
    const den = await room(await person());
    await expect(markRead(await person("Eve"), { room: den.id, lastReadSeq: 1 })).rejects.toMatchObject(
      refused("not_found"),
    );
  });
});
