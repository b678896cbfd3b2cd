import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { encodeTextFrame } from "@/lib/delivery/frame";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { testDatabase } from "@/tests/support/database";
import { connectPlain, KINDS, testServer, textsOf } from "@/tests/support/test-server";
import { person, room } from "@/tests/support/world";

// We write past Socket.IO and ws, whole frames into the TCP stream. This pins what a client sees of that, byte for byte,
// so that a new version of either that minds cannot come unnoticed.

testDatabase();
const server = testServer();

/** A WebSocket that knows nothing of Socket.IO: the texts of its frames. */
function bare(path: string): {
  socket: WebSocket;
  texts: string[];
  until(fits: (text: string) => boolean): Promise<string>;
} {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`);
  const texts: string[] = [];
  const waiting: (() => void)[] = [];
  socket.on("message", (data) => {
    texts.push(String(data));
    for (const look of waiting) look();
  });
  const until = (fits: (text: string) => boolean) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const found = texts.find(fits);
        if (found !== undefined) resolve(found);
      };
      waiting.push(look);
      look();
    });
  return { socket, texts, until };
}

/** That somebody is there is told once a second, whatever is said meanwhile. */
const isOfTheMessage = (head = "") => !head.includes("user_status");

test("Socket.IO on the wire: open, connect, ready, then a message before its acknowledgement", async () => {
  const ada = await person();
  const den = await room(ada);
  const { socket, texts, until } = bare("/socket.io/?EIO=4&transport=websocket");
  expect(JSON.parse((await until((text) => text.startsWith("0"))).slice(1))).toMatchObject({
    sid: expect.any(String),
  });
  socket.send(`40${JSON.stringify({ token: ada.token })}`);
  await until((text) => text.startsWith('42["ready",{'));
  socket.send(`427["message",${JSON.stringify({ roomId: den.id, text: "hello", clientId: "k" })}]`);
  const acknowledged = await until((text) => text.startsWith("437["));
  expect(JSON.parse(acknowledged.slice(3))).toMatchObject([
    { ok: true, message: { text: "hello", clientId: "k" } },
  ]);
  const heads = texts.map((text) => /^\d+(\["\w+")?/.exec(text)?.[0]);
  expect(heads.filter(isOfTheMessage)).toEqual(["0", "40", '42["ready"', '42["messages"', "437"]);
  const frame = texts[heads.indexOf('42["messages"')]!;
  expect(frame.startsWith(`42["messages",{"roomId":"${den.id}","prevRev":1,"rev":2,"items":[{"id":"`)).toBe(
    true,
  );
  socket.close();
});

test("a plain WebSocket on the wire: ready, then a message before its acknowledgement", async () => {
  const ada = await person();
  const den = await room(ada);
  const { socket, texts, until } = bare(`/api/v1/ws?token=${ada.token}`);
  await until((text) => text.startsWith('{"type":"ready",'));
  socket.send(JSON.stringify({ type: "message", ref: "r1", roomId: den.id, text: "hello" }));
  expect(JSON.parse(await until((text) => text.startsWith('{"type":"ack"')))).toMatchObject({
    ref: "r1",
    message: { text: "hello" },
  });
  const types = texts.map((text) => JSON.parse(text).type);
  expect(types.filter(isOfTheMessage)).toEqual(["ready", "messages", "ack"]);
  socket.close();
});

test.each(Object.entries(KINDS))(
  "texts of every length arrive whole on a %s socket",
  async (_kind, connect) => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const client = await connect(server.port, bob);
    const texts = ["я", "x".repeat(300), "я".repeat(20_000), "🙂".repeat(20_000)];
    for (const text of texts) await sendMessage(ada, { room: den.id, text });
    await client.until(() => textsOf(client, den.id).length === texts.length);
    expect(textsOf(client, den.id)).toEqual(texts);
    client.close();
  },
);

test("a commit above a frame's text limit comes in several frames without a gap", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const client = connectPlain(server.port, `?token=${bob.token}`);
  await client.until(({ type }) => type === "ready");
  const texts = Array.from({ length: 12 }, (_, i) => `${i} `.padEnd(20_000, "x"));
  await Promise.all(texts.map((text) => sendMessage(ada, { room: den.id, text })));
  await client.until(() => textsOf(client, den.id).length === texts.length);
  const frames = client.received.filter(({ type }) => type === "messages") as unknown as {
    prevRev: number;
    rev: number;
  }[];
  expect(frames.length).toBeGreaterThan(3);
  for (const [index, { prevRev }] of frames.entries())
    expect(prevRev).toBe(index === 0 ? 2 : frames[index - 1]!.rev);
  client.close();
});

test.each([
  [0, 2],
  [125, 2],
  [126, 4],
  [65_535, 4],
  [65_536, 10],
])("the header of a frame with %i bytes is %i bytes long and says so (RFC 6455, 5.2)", (length, header) => {
  const frame = encodeTextFrame("x".repeat(length));
  expect(frame.length).toBe(header + length);
  expect(frame[0]).toBe(0x81);
  const announced =
    header === 2 ? frame[1] : header === 4 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2));
  expect(announced).toBe(length);
});
