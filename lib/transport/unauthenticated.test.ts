import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { frameOf, OPCODES, rawSocket, rawWebSocket, upgradeTo } from "@/tests/support/raw-socket";
import { KINDS, testServer } from "@/tests/support/test-server";
import { person } from "@/tests/support/world";

testDatabase();
const server = testServer({ unauthenticatedMs: 3_000, unauthenticatedPerNetwork: 5 });
const SOCKET_IO = "/socket.io/?EIO=4&transport=websocket";

test("a socket that never authenticates is destroyed in time, whatever it sends", async () => {
  const raw = await rawWebSocket(server.port, SOCKET_IO);
  const talking = setInterval(() => raw.write(frameOf(OPCODES.ping)), 100);
  await raw.closed;
  clearInterval(talking);
});

test("unauthenticated sockets are limited per network; authenticated ones do not count", async () => {
  const ada = await person();
  const hers = [];
  for (let i = 0; i < 6; i++) hers.push(await KINDS["Socket.IO"](server.port, ada));
  const strangers = [];
  for (let i = 0; i < 5; i++) strangers.push(await rawWebSocket(server.port, SOCKET_IO));
  const one = rawSocket(server.port);
  one.write(upgradeTo(SOCKET_IO));
  await one.closed;
  expect(one.read()).toMatch(/^HTTP\/1\.1 503 /);
  expect(one.read()).toContain('"code":"unavailable"');
  for (const stranger of strangers) stranger.socket.destroy();
  for (const client of hers) {
    expect(await client.ask("sync", {})).not.toHaveProperty("code");
    client.close();
  }
});
