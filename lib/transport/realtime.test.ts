import { describe, expect, test } from "vitest";
import { hub } from "@/lib/delivery/publish";
import { logOut } from "@/lib/domain/accounts/login/log-out";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { createRoom } from "@/lib/domain/rooms/create-room";
import { joinRoom } from "@/lib/domain/rooms/members/join-room";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { markRead } from "@/lib/domain/rooms/reading/mark-read";
import { db } from "@/lib/platform/database/db";
import { sealSession, sessionCookie } from "@/lib/platform/http/session-cookie";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { connectPlain, connectSocketIo, KINDS, testServer, textsOf } from "@/tests/support/test-server";
import { deactivate, person, room, session } from "@/tests/support/world";

testDatabase();
const server = testServer();
const isMessage = (text: string) => (frame: { type: string; items?: unknown }) =>
  frame.type === "messages" && (frame.items as { text?: string }[]).some((item) => item.text === text);

describe.each(Object.entries(KINDS))("a %s socket", (_kind, connect) => {
  test("gets ready first, with the heads of its rooms", async () => {
    const ada = await person();
    const den = await room(ada);
    const client = await connect(server.port, ada);
    expect(client.received[0]).toMatchObject({
      type: "ready",
      user: { id: ada.userId },
      rooms: { [den.id]: { seq: 0, rev: 1 } },
    });
    client.close();
  });

  test("sends, is acknowledged with the message, and both sides get it", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const [a, b] = await Promise.all([connect(server.port, ada), connect(server.port, bob)]);

    const ack = await a.ask("message", { roomId: den.id, text: "hello", clientId: "k" });
    expect(ack).toMatchObject({
      type: "ack",
      message: { text: "hello", seq: 2, rev: 3, clientId: "k", replyTo: null },
    });
    const frame = await b.until(isMessage("hello"));
    expect(frame).toMatchObject({
      roomId: den.id,
      prevRev: 2,
      rev: 3,
      items: [{ seq: 2, sender: { id: ada.userId } }],
    });
    await a.until(isMessage("hello"));
    for (const client of [a, b]) client.close();
  });

  test("gets a hundred messages of several senders in exactly their order", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const client = await connect(server.port, bob);
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => sendMessage(i % 2 ? ada : bob, { room: den.id, text: `${i}` })),
    );
    await client.until((frame) => frame.type === "messages" && frame.rev === 102);

    const rows = await db().message.findMany({
      where: { roomId: den.id, kind: "user" },
      orderBy: { seq: "asc" },
    });
    expect(textsOf(client, den.id)).toEqual(rows.map(({ text }) => text));
    client.close();
  });

  test("gets the room when its person makes or joins one, and then its frames", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const client = await connect(server.port, bob);
    const den = await createRoom(ada, { kind: "open", name: `Den ${ada.username}` });
    await joinRoom(bob, { room: den.id });
    expect(await client.until(({ type }) => type === "room")).toMatchObject({
      room: { id: den.id, role: "member" },
    });
    await sendMessage(ada, { room: den.id, text: "welcome" });
    await client.until(isMessage("welcome"));
    client.close();
  });

  test("S02: gets room_gone when its person left, and not one later change", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const client = await connect(server.port, bob);
    await leaveRoom(bob, { room: den.id });
    await sendMessage(ada, { room: den.id, text: "he is gone" });
    await client.until(({ type }) => type === "room_gone");
    await client.ask("sync", {});
    expect(textsOf(client, den.id)).toEqual([]);
    client.close();
  });

  test("S03: is ended when its session is, while another session of the person lives on", async () => {
    const ada = await person();
    const other = { ...ada, ...(await session(ada.userId)) };
    const [here, there] = await Promise.all([connect(server.port, ada), connect(server.port, other)]);
    await logOut(ada, {});
    await here.closed;
    expect(here.received.at(-1)).toMatchObject({ type: "session_ended" });
    expect(await there.ask("sync", {})).toMatchObject({ type: "ack" });
    there.close();
  });

  test("S01: of a deactivated person gets nothing later, and closes though the bus message was lost", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const client = await connect(server.port, bob);
    await deactivate(bob);
    await client.closed;
    await sendMessage(ada, { room: den.id, text: "later" });
    expect(textsOf(client, den.id)).toEqual([]);
  });

  test("gets on every device what was read on one", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    await sendMessage(ada, { room: den.id, text: "hi" });
    const client = await connect(server.port, bob);
    await markRead(bob, { room: den.id, lastReadSeq: 2 });
    expect(await client.until(({ type }) => type === "room")).toMatchObject({
      room: { id: den.id, lastReadSeq: 2, unreadCount: 0 },
    });
    client.close();
  });

  test("syncs, and gets the heads of its rooms as a digest", async () => {
    const ada = await person();
    const den = await room(ada);
    const client = await connect(server.port, ada);
    await sendMessage(ada, { room: den.id, text: "one" });
    expect(await client.ask("sync", { rooms: { [den.id]: 1 } })).toMatchObject({
      rooms: [{ prevRev: 1, rev: 2, items: [{ text: "one" }] }],
    });
    await hub()!.broadcastAllHeads();
    expect(await client.until(({ type }) => type === "heads")).toMatchObject({
      digest: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    client.close();
  });

  test.each([
    ["message", { roomId: "nowhere", text: "hi" }],
    ["message", { roomId: { $ne: "" }, text: "hi" }],
    ["message", { text: "hi" }],
    ["message", { roomId: "x", text: ["hi"] }],
    ["read", {}],
    ["sync", { rooms: [] }],
    ["constructor", {}],
    ["__proto__", {}],
    ["no such word", {}],
  ])("S07: answers a %s frame of %o with an error, and lives", async (type, fields) => {
    const client = await connect(server.port, await person());
    expect(await client.ask(type, fields)).toMatchObject({
      code: expect.stringMatching(/not_found|validation_failed/),
      detail: expect.any(String),
    });
    expect(await client.ask("sync", {})).not.toHaveProperty("code");
    client.close();
  });
});

describe("S05: a handshake", () => {
  test.each(["", "?token=", "?token=nonsense", "?token=a.b.c"])(
    "of a plain socket with %o closes with 4401",
    async (query) => {
      expect(await connectPlain(server.port, query).closed).toMatchObject({ code: 4401 });
    },
  );

  test("of an ended session closes with 4401, and Socket.IO names the word", async () => {
    const ada = await person();
    await logOut(ada, {});
    expect(await connectPlain(server.port, `?token=${ada.token}`).closed).toMatchObject({ code: 4401 });
    const client = connectSocketIo(server.port, { token: ada.token });
    await client.closed;
    expect(client.received).toEqual([{ type: "session_ended", reason: "unauthenticated" }]);
  });

  test("of Socket.IO without a token, or with something that is none, is refused with the contract's word", async () => {
    for (const auth of [{}, { token: "x" }, { token: { sessionId: "x" } }]) {
      expect(await connectSocketIo(server.port, auth).closed).toMatchObject({ reason: "unauthenticated" });
    }
  });

  test("with a cookie counts only from a page of this site", async () => {
    const ada = await person();
    const cookie = `${sessionCookie().name}=${await sealSession(ada)}`;
    const from = (origin: string) => connectPlain(server.port, "", { cookie, origin });
    expect(await from("https://evil.example").closed).toMatchObject({ code: 4401 });
    const client = from(`http://127.0.0.1:${server.port}`);
    await client.until(({ type }) => type === "ready");
    client.close();
  });

  test("with a room filter gets that room alone, and with another's room closes with 4404", async () => {
    const [ada, eve] = [await person("Ada"), await person("Eve")];
    const [den, attic] = [await room(ada), await room(ada)];
    expect(await connectPlain(server.port, `?token=${eve.token}&room=${den.id}`).closed).toMatchObject({
      code: 4404,
    });

    const client = connectPlain(server.port, `?token=${ada.token}&room=${encodeURIComponent(den.name!)}`);
    const ready = await client.until(({ type }) => type === "ready");
    expect(Object.keys(ready.rooms as object)).toEqual([den.id]);
    await sendMessage(ada, { room: attic.id, text: "elsewhere" });
    await sendMessage(ada, { room: den.id, text: "here" });
    await client.until(isMessage("here"));
    expect(textsOf(client, attic.id)).toEqual([]);
    client.close();
  });

  test("above fifty sockets of one person is refused", async () => {
    const ada = await person();
    const clients = await Promise.all(
      Array.from({ length: LIMITS.socketsPerPerson }, () => KINDS.plain(server.port, ada)),
    );
    expect(await connectPlain(server.port, `?token=${ada.token}`).closed).toMatchObject({ code: 4429 });
    for (const client of clients) client.close();
  });
});

describe("a plain socket's frames", () => {
  test("that are not JSON get an error without a ref; ping gets pong", async () => {
    const ada = await person();
    const client = connectPlain(server.port, `?token=${ada.token}`);
    await client.until(({ type }) => type === "ready");
    for (const text of ["{", "[]", "null", "7"]) client.socket.send(text);
    expect(await client.until(({ type }) => type === "error")).toEqual({
      type: "error",
      code: "malformed_json",
      detail: expect.any(String),
    });
    expect(await client.ask("ping")).toMatchObject({ type: "pong" });
    client.close();
  });

  test("S45: that are too large close it with 4413", async () => {
    const ada = await person();
    const client = connectPlain(server.port, `?token=${ada.token}`);
    await client.until(({ type }) => type === "ready");
    client.socket.send("x".repeat(LIMITS.frameBytes + 1));
    expect(await client.closed).toMatchObject({ code: 4413 });
  });
});

test("S06: nobody enters a room by naming it on a socket", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const den = await room(ada, { kind: "group" });
  const client = await KINDS["Socket.IO"](server.port, eve);
  await client.ask("join", { roomId: den.id });
  await client.ask("join", { room: `user:${ada.userId}` });
  await sendMessage(ada, { room: den.id, text: "secret" });
  await client.ask("sync", {});
  expect(textsOf(client, den.id)).toEqual([]);
  expect(client.received.filter(({ type }) => type === "room")).toEqual([]);
  client.close();
});
