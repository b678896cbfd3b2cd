import { expect, test, vi } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { frameOf, OPCODES, type RawSocket, rawWebSocket } from "@/tests/support/raw-socket";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person } from "@/tests/support/world";

testDatabase();
const server = testServer();

const QUERY = "/socket.io/?EIO=4&transport=websocket";
const text = (says: string) => frameOf(OPCODES.text, says);

/** A person's Socket.IO connection without a library, ready. */
async function connected({ token }: Person) {
  const raw = await rawWebSocket(server.port, QUERY);
  raw.write(text(`40${JSON.stringify({ token })}`));
  await raw.until((read) => read.includes('42["ready"'));
  return raw;
}

/** Packets of Engine.IO 4 and Socket.IO 5 that nobody with a stock client sends, after which a connection is closed. */
const CLOSING: Record<string, Buffer> = {
  "a second CONNECT": text("40{}"),
  "a CONNECT to another namespace": text("40/admin,{}"),
  "a DISCONNECT": text("41"),
  "a DISCONNECT of another namespace": text("41/admin,"),
  "a CONNECT_ERROR": text('44{"message":"x"}'),
  "an event of another namespace": text('42/admin,["ping"]'),
  "an unknown packet of Socket.IO": text("49"),
  "an empty message": text("4"),
  "an event that is no JSON": text("42[x"),
  "an event that is no list": text('42{"type":"ping"}'),
  "an empty event": text("42[]"),
  "an event without a name": text("42[null]"),
  "a reserved event": text('42["disconnecting"]'),
  "an acknowledgement that is no list": text("431{}"),
  "attachments without a number": text('45-["message"]'),
  "attachments without an end": text("451"),
  "a thousand attachments": text('451000-["message"]'),
  "an event while attachments are due": Buffer.concat([text('451-["message"]'), text('451-["message"]')]),
  "bytes that nobody announced": frameOf(OPCODES.binary, "bytes"),
  "more bytes than were announced": Buffer.concat([
    text('451-["message",{"_placeholder":true,"num":0}]'),
    frameOf(OPCODES.binary, "x"),
    frameOf(OPCODES.binary, "x"),
  ]),
  "a ping of Engine.IO": text("2"),
  "an unknown packet of Engine.IO": text("9"),
  "no packet": text(""),
  "a frame with an unknown opcode": frameOf(0xb),
  "a frame that continues nothing": frameOf(OPCODES.continuation, "x"),
  "text that is not UTF-8": frameOf(OPCODES.text, Buffer.from([0x34, 0xff, 0xfe])),
  "a ping in fragments": frameOf(OPCODES.ping, "", false),
  "a closing frame of one byte": frameOf(OPCODES.close, "x"),
};

/** Sends each malformed packet on a connection of its own, and gives the names of those that are never closed. */
async function leftOpen(open: () => Promise<RawSocket>): Promise<Set<string>> {
  const names = new Set(Object.keys(CLOSING));
  for (const [name, bytes] of Object.entries(CLOSING)) {
    const raw = await open();
    raw.write(bytes);
    void raw.closed.then(() => names.delete(name));
  }
  await vi.waitUntil(() => names.size === 0, { timeout: 10_000 }).catch(() => {});
  return names;
}

test("malformed packets of a person close their connection, and others notice nothing", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const hers = await KINDS["Socket.IO"](server.port, ada);
  expect(await leftOpen(() => connected(eve))).toEqual(new Set());
  expect(await hers.ask("sync", {})).not.toHaveProperty("code");
  hers.close();
});

test("malformed packets before authentication close the connection", async () => {
  expect(await leftOpen(() => rawWebSocket(server.port, QUERY))).toEqual(new Set());
});

test("two CONNECTs at once close the connection, and neither gets in", async () => {
  const { token } = await person();
  const raw = await rawWebSocket(server.port, QUERY);
  const connect = text(`40${JSON.stringify({ token })}`);
  raw.write(Buffer.concat([connect, connect]));
  await raw.closed;
  expect(raw.read()).not.toContain('["ready"');
});

/** Packets that are answered, or mean nothing, after which a connection goes on. */
const HARMLESS: Record<string, Buffer> = {
  "an event with a number for its name": text("427[7]"),
  "an event by a name of the prototype": text('427["constructor"]'),
  "an event called error": text('42["error",{"message":"x"}]'),
  "an event with an endless id": text(`42${"9".repeat(400)}["ping"]`),
  "an acknowledgement of nothing": text("43999[]"),
  "an acknowledgement with bytes": Buffer.concat([text("461-7[]"), frameOf(OPCODES.binary, "x")]),
  "deeply nested fields": text(`427["sync",{"rooms":${"[".repeat(50_000)}${"]".repeat(50_000)}}]`),
  "a noop of Engine.IO": text("6"),
  "a pong that nobody asked for": text("3"),
  "a message in fragments": Buffer.concat([
    frameOf(OPCODES.text, '42["', false),
    frameOf(OPCODES.ping),
    frameOf(OPCODES.continuation, 'sync"]'),
  ]),
};

test.each(Object.keys(HARMLESS))("%s leaves a connection open", async (name) => {
  const raw = await connected(await person());
  raw.write(HARMLESS[name]!);
  raw.write(text('421["ping"]'));
  await raw.until((read) => read.includes('431[{"ok":true}]'));
  raw.socket.destroy();
});
