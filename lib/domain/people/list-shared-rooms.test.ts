import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { person, room } from "@/tests/support/world";
import { leaveRoom } from "../rooms/members/leave-room";
import { addMembers } from "../rooms/members/members";
import { startDirect } from "../rooms/start-direct";
import { updateRoom } from "../rooms/update/update-room";
import { listSharedRooms } from "./list-shared-rooms";
import { readUser } from "./read-user";
import { updateAccount } from "./update-account";

testDatabase();

const names = async (...asked: Parameters<typeof listSharedRooms>) =>
  (await listSharedRooms(...asked)).items.map(({ name }) => name);

test("rooms of both are listed by name, whatever their kind", async () => {
  const [ada, bob, cid] = [await person("Ada", "administrator"), await person("Bob"), await person("Cid")];
  const tag = ada.username;
  const closed = await room(ada, { name: `a ${tag}`, kind: "closed" });
  await addMembers(ada, { room: closed.id, userIds: [bob.userId] });
  await room(ada, { name: `b ${tag}`, members: [bob] });
  await room(ada, { name: `c ${tag}`, kind: "password", members: [bob] });
  await room(ada, { name: `mine ${tag}` });
  await room(bob, { name: `theirs ${tag}`, members: [cid] });
  await startDirect(ada, { userId: bob.userId });

  expect(await names(ada, { user: bob.userId })).toEqual([`a ${tag}`, `b ${tag}`, `c ${tag}`]);
  expect(await names(ada, { user: bob.username })).toHaveLength(3);
  expect(await names(cid, { user: ada.userId })).toEqual([]);
  const first = await listSharedRooms(ada, { user: bob.userId, limit: 2 });
  const rest = await names(ada, { user: bob.userId, limit: 2, cursor: first.nextCursor! });
  expect(rest).toEqual([`c ${tag}`]);
});

test("a room that either has left, or that is archived, is not listed", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const rooms = [];
  for (const name of ["a", "b", "c"])
    rooms.push(await room(ada, { name: `${name} ${ada.username}`, members: [bob] }));
  const [a, b, c] = rooms;
  await leaveRoom(bob, { room: a!.id });
  await updateRoom(ada, { room: b!.id, archived: true });
  expect(await names(ada, { user: bob.userId })).toEqual([c!.name]);
  expect(await names(bob, { user: ada.userId })).toEqual([c!.name]);
});

test("a stranger and a guest without a common room learn nothing", async () => {
  const [ada, guest] = [await person("Ada"), await person("Gus", "guest")];
  const stranger = { ...ada, userId: null, sessionId: null };
  await expect(listSharedRooms(stranger, { user: ada.userId })).rejects.toMatchObject({
    code: "unauthenticated",
  });
  for (const user of [ada.userId, "nobody", "\0"])
    await expect(listSharedRooms(guest, { user })).rejects.toMatchObject({
      code: user === "\0" ? "validation_failed" : "not_found",
    });
});

test("people see each other's time zone, and whether the account is active", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  expect(await readUser(bob, { user: ada.userId })).toMatchObject({ timeZone: null, isActive: true });
  await updateAccount(ada, { timeZone: "Asia/Tbilisi" });
  expect(await readUser(bob, { user: ada.userId })).toMatchObject({ timeZone: "Asia/Tbilisi" });
});
