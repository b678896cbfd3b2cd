import { expect, test } from "vitest";
import { deleteRoom } from "@/lib/domain/rooms/delete-room";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { updateWorkspace } from "@/lib/domain/workspace/update-workspace";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { person, room } from "@/tests/support/world";

testDatabase();
const server = testServer();

test.each([
  ["closed", (boss, { id }) => updateRoom(boss, { room: id, kind: "closed" })],
  ["archived", (boss, { id }) => updateRoom(boss, { room: id, archived: true })],
  ["deleted", (boss, { id }) => deleteRoom(boss, { room: id })],
] satisfies [string, (boss: Awaited<ReturnType<typeof person>>, den: { id: string }) => Promise<unknown>][])(
  "members of the workspace hear that a room is %s; guests do not",
  async (_how, close) => {
    const boss = await person("Boss", "administrator");
    const [bob, gus] = [await person("Bob"), await person("Gus", "guest")];
    const den = await room(boss, { kind: "open" });
    const [b, g] = await Promise.all([
      KINDS["Socket.IO"](server.port, bob),
      KINDS["Socket.IO"](server.port, gus),
    ]);
    await close(boss, den);
    expect(await b.until(({ type }) => type === "room_closed")).toEqual({
      type: "room_closed",
      roomId: den.id,
    });
    await updateWorkspace(boss, { linkCards: true });
    await g.until(({ type }) => type === "workspace");
    expect(g.received.filter(({ type }) => type === "room_closed")).toEqual([]);
    for (const client of [b, g]) client.close();
  },
);

test("a room that few could see closes in silence", async () => {
  const boss = await person("Boss", "administrator");
  const bob = await person("Bob");
  const den = await room(boss, { kind: "closed" });
  const client = await KINDS["Socket.IO"](server.port, bob);
  await updateRoom(boss, { room: den.id, archived: true });
  await updateWorkspace(boss, { linkCards: true });
  await client.until(({ type }) => type === "workspace");
  expect(client.received.filter(({ type }) => type === "room_closed")).toEqual([]);
  client.close();
});

test("the switch of link cards reaches open pages, and those that connect later", async () => {
  const boss = await person("Boss", "administrator");
  const bob = await person("Bob");
  const client = await KINDS["Socket.IO"](server.port, bob);
  expect(client.received[0]).toMatchObject({ type: "ready", workspace: { linkCards: true } });
  await updateWorkspace(boss, { linkCards: false });
  await client.until(({ type, linkCards }) => type === "workspace" && linkCards === false);
  const later = await KINDS["Socket.IO"](server.port, bob);
  expect(later.received[0]).toMatchObject({ type: "ready", workspace: { linkCards: false } });
  await updateWorkspace(boss, { linkCards: true });
  for (const one of [client, later]) one.close();
});
