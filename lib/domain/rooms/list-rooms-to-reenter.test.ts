import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { person, room } from "@/tests/support/world";
import { listRoomsToReenter } from "./list-rooms-to-reenter";
import { joinRoom } from "./members/join-room";
import { updateRoom } from "./update/update-room";

testDatabase();

const names = async (who: Parameters<typeof listRoomsToReenter>[0]) =>
  (await listRoomsToReenter(who, {})).items.map(({ name }) => name);

test("rooms ask former members for the new password until they enter it or it is dropped", async () => {
  const [ada, bob, cid] = [await person("Ada"), await person("Bob"), await person("Cid")];
  const safes = [];
  for (const letter of ["b", "a", "c"]) {
    const safe = await room(ada, { kind: "password", members: [bob], name: `${letter} ${ada.username}` });
    await updateRoom(ada, { room: safe.id, password: "new one", askAgain: true });
    safes.push(safe);
  }
  const [b, a, c] = safes;
  expect(await names(bob)).toEqual([a!.name, b!.name, c!.name]);
  for (const other of [ada, cid]) expect(await names(other)).toEqual([]);

  await joinRoom(bob, { room: a!.id, password: "new one" });
  await updateRoom(ada, { room: b!.id, kind: "open" });
  expect(await names(bob)).toEqual([c!.name]);
  await updateRoom(ada, { room: c!.id, archived: true });
  expect(await names(bob)).toEqual([]);
});

test("strangers are asked to log in", async () => {
  const stranger = { userId: null, sessionId: null, address: "192.0.2.1", userAgent: "test" };
  await expect(listRoomsToReenter(stranger as never, {})).rejects.toMatchObject({ code: "unauthenticated" });
});
