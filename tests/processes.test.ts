import { afterEach, describe, expect, inject, test } from "vitest";
import { deactivatePerson } from "@/lib/domain/administration/deactivate-person";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { type ServerProcess, startServer } from "@/tests/support/processes";
import { startRedis } from "@/tests/support/redis";
import { type Client, KINDS, type ReceivedFrame, textsOf } from "@/tests/support/test-server";
import { person, room } from "@/tests/support/world";

testDatabase();

const running: ServerProcess[] = [];
async function servers(redisUrl?: string): Promise<[ServerProcess, ServerProcess]> {
  const [one, two] = await Promise.all([startServer(redisUrl), startServer(redisUrl)]);
  running.push(one, two);
  return [one, two];
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.kill()));
});

const untilReceived = (client: Client, text: string) =>
  client.until(
    ({ type, items }) =>
      type === "messages" && (items as { text?: string }[]).some((item) => item.text === text),
  );

describe("two processes on one PostgreSQL and one Redis", () => {
  async function twoInOneRoom(redisUrl: string) {
    const [one, two] = await servers(redisUrl);
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const [a, b] = [await KINDS.plain(one.port, ada), await KINDS["Socket.IO"](two.port, bob)];
    return { one, two, ada, bob, den, a, b };
  }

  test("are one chat: messages from one reach both, in one order", async () => {
    const { den, a, b } = await twoInOneRoom(inject("redisUrl"));
    const sends = Array.from({ length: 60 }, (_, i) =>
      (i % 2 ? a : b).ask("message", { roomId: den.id, text: `${i}` }),
    );
    await Promise.all(sends);
    await Promise.all(
      [a, b].map((client) => client.until((frame) => frame.type === "messages" && frame.rev === 62)),
    );

    const rows = await db().message.findMany({
      where: { roomId: den.id, kind: "user" },
      orderBy: { seq: "asc" },
    });
    const order = rows.map(({ text }) => text);
    expect(order).toHaveLength(60);
    expect(textsOf(a, den.id)).toEqual(order);
    expect(textsOf(b, den.id)).toEqual(order);
  });

  test("count again whom an edit in the one no longer mentions in the other", async () => {
    const { den, a, b, bob } = await twoInOneRoom(inject("redisUrl"));
    const { message } = await a.ask("message", { roomId: den.id, text: `@${bob.username}` });
    const { id, rev } = message as { id: string; rev: number };
    await a.ask("edit", { messageId: id, text: "nobody" });
    const { room: told } = await b.until(
      (frame) => frame.type === "room" && (frame.room as { rev: number }).rev === rev + 1,
    );
    expect(told).toMatchObject({ mentionCount: 0, unreadCount: 1 });
  });

  test("R05: the same clientId at once in both is one message", async () => {
    const [one, two] = await servers(inject("redisUrl"));
    const ada = await person();
    const den = await room(ada);
    const [here, there] = [await KINDS.plain(one.port, ada), await KINDS.plain(two.port, ada)];
    for (let i = 0; i < 20; i++) {
      const draft = { roomId: den.id, text: "once", clientId: `k${i}` };
      const [first, second] = await Promise.all([here.ask("message", draft), there.ask("message", draft)]);
      expect((first.message as { id: string }).id).toBe((second.message as { id: string }).id);
    }
    expect(await db().message.count({ where: { roomId: den.id } })).toBe(20);
  });

  test("S02: a member who leaves by one gets nothing later in the other", async () => {
    const { den, a, b, bob, one } = await twoInOneRoom(inject("redisUrl"));
    const elsewhere = await KINDS.plain(one.port, bob);
    await leaveRoom(bob, { room: den.id }); // In this test's process, which has no bus: the others find it by the rows.
    await b.until(({ type }) => type === "room_gone");
    await a.ask("message", { roomId: den.id, text: "he is gone" });
    await untilReceived(a, "he is gone");
    await Promise.all([b, elsewhere].map((client) => client.ask("sync", {})));
    for (const client of [b, elsewhere]) expect(textsOf(client, den.id)).toEqual([]);
  });

  test("S01: a deactivated person gets nothing later in any process, though the bus message was lost", async () => {
    const { den, a, b, bob } = await twoInOneRoom(inject("redisUrl"));
    const admin = await person("Boss", "administrator");
    await a.ask("message", { roomId: den.id, text: "before" });
    await untilReceived(b, "before");
    await deactivatePerson(admin, { user: bob.userId }); // In this test's process, which has no bus.
    for (let i = 0; i < 20; i++) await a.ask("message", { roomId: den.id, text: `after ${i}` });
    await untilReceived(a, "after 19");
    await b.closed;
    expect(textsOf(b, den.id)).toEqual(["before"]);
  });

  test("R03: without Redis each goes on by itself, and the other's changes come by the rows", async () => {
    const redis = await startRedis();
    const { den, a, b } = await twoInOneRoom(redis.url);
    await a.ask("message", { roomId: den.id, text: "before" });
    await untilReceived(b, "before");
    await redis.stop();

    expect(await a.ask("message", { roomId: den.id, text: "meanwhile" })).toMatchObject({ type: "ack" });
    await untilReceived(a, "meanwhile");
    // A change in the other process comes out of turn there, and makes it read what it missed.
    expect(await b.ask("message", { roomId: den.id, text: "after" })).toMatchObject({ type: "ack" });
    await untilReceived(b, "after");
    expect(textsOf(b, den.id)).toEqual(["before", "meanwhile", "after"]);
  });
});

describe("R01: a server that is killed in the middle of sending", () => {
  test("has stored every acknowledged message once, in an order without holes, and a retry doubles none", async () => {
    const ada = await person();
    const den = await room(ada);
    const acknowledged = new Map<string, number>();
    const first = await startServer();
    running.push(first);
    const before = await KINDS.plain(first.port, ada);
    const drafts = Array.from({ length: 200 }, (_, i) => ({
      roomId: den.id,
      text: `${i}`,
      clientId: `k${i}`,
    }));
    const note = (draft: { clientId: string }, { message }: ReceivedFrame) =>
      message && acknowledged.set(draft.clientId, (message as { seq: number }).seq);

    for (const draft of drafts) void before.ask("message", draft).then((answer) => note(draft, answer));
    await before.until(({ type, ref }) => type === "ack" && Number(ref) > 20);
    await first.kill();
    const promised = new Map(acknowledged);
    expect(promised.size).toBeGreaterThan(0);

    const second = await startServer();
    running.push(second);
    const after = await KINDS.plain(second.port, ada);
    for (const draft of drafts) note(draft, await after.ask("message", draft));

    const rows = await db().message.findMany({ where: { roomId: den.id }, orderBy: { seq: "asc" } });
    expect(rows.map(({ seq }) => seq)).toEqual(drafts.map((_, i) => i + 1));
    expect(new Set(rows.map(({ clientId }) => clientId)).size).toBe(drafts.length);
    for (const [clientId, seq] of promised)
      expect(rows.find((row) => row.clientId === clientId)?.seq).toBe(seq);
  });
});
