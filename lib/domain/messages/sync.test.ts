import { expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { markRead } from "@/lib/domain/rooms/reading/mark-read";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { person, refused, room } from "@/tests/support/world";
import { sendMessage } from "./send/send-message";
import { sync } from "./sync";

testDatabase();

test("gives the changes of each room that moved, in rev order, and nothing of the others", async () => {
  const ada = await person();
  const [den, attic] = [await room(ada), await room(ada)];
  for (const text of ["one", "two"]) await sendMessage(ada, { room: den.id, text });

  const answer = await sync(ada, { rooms: { [den.id]: den.rev, [attic.id]: attic.rev } });

  expect(answer).toMatchObject({ gained: [], lost: [], nextCursor: null });
  expect(answer.rooms).toHaveLength(1);
  expect(answer.rooms[0]).toMatchObject({ prevRev: den.rev, rev: den.rev + 2, room: { id: den.id, seq: 2 } });
  expect(answer.rooms[0]!.items.map(({ text }) => text)).toEqual(["one", "two"]);
});

test("an unnamed room comes as gained, a former one as lost", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const [den, attic] = [await room(ada, { members: [bob] }), await room(ada, { members: [bob] })];
  await leaveRoom(bob, { room: attic.id });

  const answer = await sync(bob, { rooms: { [attic.id]: 1 } });
  expect(answer.gained.map(({ id }) => id)).toEqual([den.id]);
  expect(answer.lost).toEqual([attic.id]);
});

test("of a room with many changes the newest messages come, and prevRev is where to page from", async () => {
  const ada = await person();
  const den = await room(ada);
  const many = LIMITS.syncItemsPerRoom + 5;
  await Promise.all(Array.from({ length: many }, (_, i) => sendMessage(ada, { room: den.id, text: `${i}` })));

  const { rooms } = await sync(ada, { rooms: { [den.id]: den.rev } });
  expect(rooms[0]!.items).toHaveLength(LIMITS.syncItemsPerRoom);
  expect(rooms[0]!.prevRev).toBe(den.rev + 5);
  expect(rooms[0]!.items[0]!.rev).toBe(den.rev + 6);
});

test("many rooms come in pages, each room once", async () => {
  const ada = await person();
  const many = LIMITS.syncRoomsPerPage + 3;
  for (let i = 0; i < many; i++) await room(ada);

  const first = await sync(ada, {});
  const second = await sync(ada, { cursor: first.nextCursor! });
  expect(second.nextCursor).toBeNull();
  expect(new Set([...first.gained, ...second.gained].map(({ id }) => id)).size).toBe(many);
});

test("reading on another device moves userRev, and an old userRev gets every head again", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  await sendMessage(ada, { room: den.id, text: "hi" });
  const before = await sync(bob, {});
  await markRead(bob, { room: den.id, lastReadSeq: 2 });

  const after = await sync(bob, { userRev: before.userRev, rooms: { [den.id]: before.gained[0]!.rev } });
  expect(after.userRev).toBeGreaterThan(before.userRev);
  expect(before.gained[0]).toMatchObject({ unreadCount: 1 });
  expect(after.rooms[0]).toMatchObject({ room: { unreadCount: 0 }, items: [] });
});

test("tells an outsider nothing, and refuses an invalid state", async () => {
  await expect(sync(anonymous(), {})).rejects.toMatchObject(refused("unauthenticated"));
  await expect(sync(await person(), { rooms: { den: 1 } })).rejects.toMatchObject(
    refused("validation_failed"),
  );
});

test("of very many wrong rooms none is looked at, and of many wrong fields a refusal names some", async () => {
  const ada = await person();
  const named = async (count: number) => {
    const rooms = Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}`, "x"]));
    const error = await sync(ada, { rooms }).catch((thrown) => thrown);
    return error.refusal.errors;
  };
  expect(await named(LIMITS.syncRooms + 1)).toEqual([
    expect.objectContaining({ path: "rooms", message: `At most ${LIMITS.syncRooms} rooms.` }),
  ]);
  expect(await named(LIMITS.syncRooms)).toHaveLength(LIMITS.namedErrors);
});
