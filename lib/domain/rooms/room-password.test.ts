import { describe, expect, test } from "vitest";
import { throttle } from "@/lib/core/throttle";
import { db } from "@/lib/platform/database/db";
import { RATES } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, ROOM_PASSWORD, refused, room } from "@/tests/support/world";
import { sendMessage } from "../messages/send/send-message";
import { createRoom } from "./create-room";
import { listRooms } from "./list-rooms";
import { joinRoom } from "./members/join-room";
import { readRoom } from "./read-room";
import { updateRoom } from "./update/update-room";

testDatabase();
const server = testServer();

const makeModerator = (who: Person, roomId: string) =>
  db().membership.updateMany({ where: { roomId, userId: who.userId }, data: { role: "moderator" } });

/** The lines that tell of changes, oldest first. */
const linesOf = async (roomId: string) =>
  (await db().message.findMany({ where: { roomId, kind: "system" }, orderBy: { seq: "asc" } })).map(
    ({ event }) => event as { type: string; value: string | null },
  );

describe("a room's password", () => {
  test("a new one leaves everyone in, and applies to new members", async () => {
    const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
    const safe = await room(ada, { kind: "password", members: [bob] });
    const changed = await updateRoom(ada, { room: safe.id, password: "new one" });
    expect(changed).toMatchObject({ memberCount: 2 });
    expect((await linesOf(safe.id)).at(-1)).toMatchObject({ type: "password", value: null });
    await expect(joinRoom(eve, { room: safe.id, password: ROOM_PASSWORD })).rejects.toMatchObject(
      refused("forbidden", "wrong_room_password"),
    );
    expect(await joinRoom(eve, { room: safe.id, password: "new one" })).toMatchObject({ memberCount: 3 });
  });

  test("askAgain removes all but the owners and the caller, until they enter it", async () => {
    const [ada, bob, mia, ann] = [
      await person("Ada"),
      await person("Bob"),
      await person("Mia"),
      await person("Ann", "administrator"),
    ];
    const safe = await room(ada, { kind: "password", members: [bob, mia, ann] });
    await makeModerator(mia, safe.id);
    await sendMessage(ada, { room: safe.id, text: "before" });
    await db().membership.updateMany({
      where: { roomId: safe.id, userId: bob.userId },
      data: { notify: "mentions", firstVisibleSeq: 2 },
    });
    const asked = await updateRoom(mia, { room: safe.id, password: "new one", askAgain: true });
    expect(asked).toMatchObject({ memberCount: 2, role: "moderator" });
    expect((await linesOf(safe.id)).at(-1)).toMatchObject({ type: "asked_again" });
    for (const gone of [bob, ann])
      await expect(sendMessage(gone, { room: safe.id, text: "x" })).rejects.toMatchObject(
        refused("not_found"),
      );
    await sendMessage(ada, { room: safe.id, text: "meanwhile" });

    const browsed = await listRooms(bob, { scope: "browse", q: safe.name! });
    expect(browsed.items).toMatchObject([{ id: safe.id, hasLapsed: true, lastMessage: null }]);
    expect(await joinRoom(bob, { room: safe.id, password: "new one" })).toMatchObject({
      notify: "mentions",
      firstVisibleSeq: 2,
      hasLapsed: false,
      unreadCount: 0,
    });
    expect((await listRooms(await person("Eve"), { scope: "browse", q: safe.name! })).items).toMatchObject([
      { hasLapsed: false },
    ]);
  });

  test("a change against joins with the old one: earlier joins stay, the rest is refused", async () => {
    const ada = await person();
    const safe = await room(ada, { kind: "password" });
    const comers = await Promise.all(Array.from({ length: 4 }, (_, i) => person(`P${i}`)));
    const joins = comers.map((who) => joinRoom(who, { room: safe.id, password: ROOM_PASSWORD }));
    const [changed, ...ends] = await Promise.allSettled([
      updateRoom(ada, { room: safe.id, password: "new one", askAgain: true }),
      ...joins,
    ]);
    expect(changed!.status).toBe("fulfilled");
    for (const end of ends)
      if (end.status === "rejected")
        expect(end.reason).toMatchObject(refused("forbidden", "wrong_room_password"));
    const members = await db().membership.findMany({ where: { roomId: safe.id } });
    expect(members.map(({ userId }) => userId)).toEqual([ada.userId]);
    const { memberCount, seq } = await readRoom(ada, { room: safe.id });
    expect(memberCount).toBe(1);
    expect(await db().message.count({ where: { roomId: safe.id } })).toBe(seq);
  });
});

describe("A13: a room's password", () => {
  test.each(["", "a", "12345", "\u200b".repeat(8)])("may not be %j, made or changed", async (password) => {
    const ada = await person();
    const wrong = { refusal: { code: "validation_failed", errors: [{ path: "password" }] } };
    const name = `Safe ${ada.username}`;
    await expect(createRoom(ada, { kind: "password", name, password })).rejects.toMatchObject(wrong);
    const safe = await room(ada, { kind: "password" });
    await expect(updateRoom(ada, { room: safe.id, password })).rejects.toMatchObject(wrong);
  });

  test("after five wrong guesses of a person even the right one is refused", async () => {
    const [ada, eve, bob] = [await person("Ada"), await person("Eve"), await person("Bob")];
    const [safe, other] = [await room(ada, { kind: "password" }), await room(ada, { kind: "password" })];
    for (let i = 0; i < RATES.roomPassword.points; i++)
      await expect(joinRoom(eve, { room: safe.id, password: "wrong one" })).rejects.toMatchObject(
        refused("forbidden", "wrong_room_password"),
      );
    await expect(joinRoom(eve, { room: safe.id, password: ROOM_PASSWORD })).rejects.toMatchObject(
      refused("rate_limited"),
    );
    expect(await joinRoom(eve, { room: other.id, password: ROOM_PASSWORD })).toMatchObject({ id: other.id });
    expect(await joinRoom(bob, { room: safe.id, password: ROOM_PASSWORD })).toMatchObject({ id: safe.id });
  });

  test.each([
    ["from one address, for any room", "roomPasswordPerAddress", false],
    ["for one room, from any address", "roomPasswordPerRoom", true],
  ] as const)("is guessed a bounded number of times %s", async (_what, rate, isElsewhere) => {
    const ada = await person("Ada");
    const safe = await room(ada, { kind: "password" });
    const address = `198.51.${isElsewhere ? 100 : 101}.7`;
    for (let i = 0; i < RATES[rate].points; i++) await throttle(rate, isElsewhere ? safe.id : address);
    const visitor = { ...(await person("Bob")), address };
    await expect(joinRoom(visitor, { room: safe.id, password: ROOM_PASSWORD })).rejects.toMatchObject(
      refused("rate_limited"),
    );
    const elsewhere = isElsewhere ? await room(ada, { kind: "password" }) : safe;
    const away = { ...visitor, address: "203.0.113.9" };
    expect(await joinRoom(away, { room: elsewhere.id, password: ROOM_PASSWORD })).toMatchObject({
      id: elsewhere.id,
    });
  });

  test("that is wrong counts for the room and for the address", async () => {
    const ada = await person("Ada");
    const safe = await room(ada, { kind: "password" });
    const address = "198.51.102.7";
    for (let i = 1; i < RATES.roomPasswordPerAddress.points; i++)
      await throttle("roomPasswordPerAddress", address);
    for (let i = 1; i < RATES.roomPasswordPerRoom.points; i++) await throttle("roomPasswordPerRoom", safe.id);
    const visitor = { ...(await person("Bob")), address };
    await expect(joinRoom(visitor, { room: safe.id, password: "wrong one" })).rejects.toMatchObject(
      refused("forbidden"),
    );
    for (const [name, key] of [
      ["roomPasswordPerAddress", address],
      ["roomPasswordPerRoom", safe.id],
    ] as const)
      await expect(throttle(name, key)).rejects.toMatchObject(refused("rate_limited"));
  });
});

describe.each(Object.entries(KINDS))("S02: on a %s socket", (_kind, connect) => {
  test("members who must re-enter it get room_gone, and no later frame", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const safe = await room(ada, { kind: "password", members: [bob] });
    const other = await room(ada, { members: [bob] });
    const client = await connect(server.port, bob);
    const [asked] = await Promise.all([
      updateRoom(ada, { room: safe.id, password: "new one", askAgain: true }),
      ...Array.from({ length: 10 }, () => sendMessage(ada, { room: safe.id, text: "after" })),
    ]);
    await sendMessage(ada, { room: safe.id, text: "not theirs" });
    await sendMessage(ada, { room: other.id, text: "on" });
    await client.until(({ type, roomId }) => type === "room_gone" && roomId === safe.id);
    await client.until(({ type, roomId }) => type === "messages" && roomId === other.id);
    const later = client.received.filter(({ roomId, rev }) => roomId === safe.id && Number(rev) >= asked.rev);
    expect(later).toEqual([]);
    await joinRoom(bob, { room: safe.id, password: "new one" });
    await client.until(({ type, room }) => type === "room" && (room as { id: string }).id === safe.id);
    client.close();
  });
});
