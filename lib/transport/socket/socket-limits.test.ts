import { describe, expect, test, vi } from "vitest";
import { Frame } from "@/lib/delivery/frame";
import { hub } from "@/lib/delivery/publish";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { LIMITS, RATES } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { type Client, KINDS, testServer, textsOf } from "@/tests/support/test-server";
import { person, room } from "@/tests/support/world";

testDatabase();
const server = testServer({ unreadBytes: 64 * 1024 });
const FLOOD = RATES.frames.points * LIMITS.floodTimes * 2;
const MEBIBYTE = 1024 * 1024;

const codesOf = ({ received }: Client) => received.map(({ code }) => code).filter(Boolean);
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 15_000 });
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe.each(Object.entries(KINDS))("on a %s socket", (kind, connect) => {
  test("R14: a peer that does not read is cut off, costs no more than its bound, and is whole after a sync", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const [hers, his] = [await connect(server.port, ada), await connect(server.port, bob)];
    his.pauseReads();
    const filling = Frame.of("heads", { digest: "x".repeat(MEBIBYTE), userRev: 0 });
    let sent = 0;
    for (; hub()!.isConnected(bob.userId) && sent < 100; sent++) {
      hub()!.broadcastToPerson(bob.userId, filling);
      await nextTurn();
    }
    // What the kernel takes is not ours: some mebibytes. Beyond that one frame waits, and the next one is not written.
    expect(sent).toBeLessThan(64);
    await until(() => !hub()!.isConnected(bob.userId));

    await sendMessage(ada, { room: den.id, text: "meanwhile" });
    await hers.until(() => textsOf(hers, den.id).includes("meanwhile"));
    const again = await connect(server.port, bob);
    expect(await again.ask("sync", { rooms: { [den.id]: 2 } })).toMatchObject({
      rooms: [{ items: [{ text: "meanwhile" }] }],
    });
    for (const client of [hers, again]) client.close();
  });

  test("S44: a flood of frames is refused, then ends the socket, and others notice nothing", async () => {
    const [eve, ada] = [await person("Eve"), await person("Ada")];
    const [flood, hers] = [await connect(server.port, eve), await connect(server.port, ada)];
    for (let i = 0; i < FLOOD; i++) flood.send("ping");
    if (kind === "plain") {
      expect(await flood.closed).toEqual({ code: 4429, reason: "rate_limited" });
      expect(codesOf(flood).filter((code) => code !== "rate_limited")).toEqual([]);
    } else {
      expect(await flood.until(({ type }) => type === "session_ended")).toMatchObject({
        reason: "rate_limited",
      });
      await flood.closed;
    }
    await until(() => !hub()!.isConnected(eve.userId));
    expect(codesOf(hers)).toEqual([]);
    expect(await hers.ask("sync", {})).not.toHaveProperty("code");
    hers.close();
  });

  test("S44: frames over the rate are answered with rate_limited, and not done", async () => {
    const ada = await person();
    const den = await room(ada);
    const client = await connect(server.port, ada);
    for (let i = 0; i < RATES.frames.points + 100; i++) client.send("ping");
    expect(await client.ask("message", { roomId: den.id, text: "too much" })).toMatchObject({
      code: "rate_limited",
      retryAfter: 1,
    });
    expect(textsOf(client, den.id)).toEqual([]);
    client.close();
  });

  test("S45: a frame that is too large closes it", async () => {
    const client = await connect(server.port, await person());
    client.send("message", { text: "x".repeat(LIMITS.frameBytes) });
    expect(await client.closed).toMatchObject(kind === "plain" ? { code: 4413 } : {});
  });
});

test("S45: Socket.IO's binary arguments are answered by an error, and not collected", async () => {
  const ada = await person();
  const client = await KINDS["Socket.IO"](server.port, ada);
  const refusal = { code: "validation_failed", detail: "Binary arguments aren't supported. Send text." };
  const bytes = { text: Buffer.from("bytes"), more: [Buffer.from("more")] };
  expect(await client.ask("message", bytes)).toMatchObject(refusal);
  client.send("message", bytes);
  expect(await client.until(({ type }) => type === "error")).toMatchObject(refusal);
  expect(await client.ask("sync", {})).not.toHaveProperty("code");
  client.close();
});

test("Socket.IO's ping without a callback is answered by pong", async () => {
  const client = await KINDS["Socket.IO"](server.port, await person());
  client.send("ping");
  await client.until(({ type }) => type === "pong");
  client.close();
});
