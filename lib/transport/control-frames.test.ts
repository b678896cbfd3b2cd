import { describe, expect, test, vi } from "vitest";
import { hub } from "@/lib/delivery/publish";
import { LIMITS, RATES } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { frameOf, OPCODES, type RawSocket, rawWebSocket, times } from "@/tests/support/raw-socket";
import { KINDS, testServer } from "@/tests/support/test-server";
import { person } from "@/tests/support/world";

testDatabase();
const server = testServer();

const SOCKET_IO = "/socket.io/?EIO=4&transport=websocket";
const PLAIN = "/api/v1/ws";
const FLOOD = RATES.frames.points * LIMITS.floodTimes * 2;

/** Kinds of frames that no library hands to its user, each harmless by itself. */
const SMALL: Record<string, Buffer> = {
  pings: frameOf(OPCODES.ping),
  "pings with a payload": frameOf(OPCODES.ping, "x".repeat(125)),
  pongs: frameOf(OPCODES.pong),
  fragments: frameOf(OPCODES.continuation, "", false),
};

/** Sends a flood of frames; where fragments are asked for, within a message. */
function flood(raw: RawSocket, frame: Buffer, count: number): void {
  if (frame === SMALL.fragments) raw.write(frameOf(OPCODES.text, "", false));
  raw.write(times(count, frame));
}

const strangers = [SOCKET_IO, PLAIN].flatMap((path) =>
  Object.keys(SMALL).map((name) => [name, path] as const),
);

test.each(strangers)("S44: an unauthenticated flood of %s on %s ends the socket", async (name, path) => {
  const raw = await rawWebSocket(server.port, path);
  flood(raw, SMALL[name]!, LIMITS.unauthenticatedFrames + 1);
  await raw.closed;
  // Nobody has answered what came with it.
  expect(raw.read().split("\x8a").length).toBeLessThan(LIMITS.unauthenticatedFrames);
});

test("S44: unauthenticated bytes are bounded", async () => {
  const raw = await rawWebSocket(server.port, SOCKET_IO);
  const head = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0]);
  raw.write(Buffer.concat([head, Buffer.alloc(LIMITS.unauthenticatedBytes)]));
  await raw.closed;
});

describe.each(Object.entries(KINDS))("S44: a person's flood on a %s socket", (kind, connect) => {
  test.each(Object.keys(SMALL))("of %s ends it", async (name) => {
    const [ada, eve] = [await person("Ada"), await person("Eve")];
    const hers = await connect(server.port, ada);
    const raw = await rawPerson(kind, eve.token);
    const frame = SMALL[name]!;
    flood(raw, frame, FLOOD);
    await raw.closed;
    await vi.waitUntil(() => !hub()!.isConnected(eve.userId));
    // Of pings with a payload ws gives up the peer before we do: it has too many pongs to write.
    if (frame !== SMALL["pings with a payload"]) expect(raw.read()).toContain("rate_limited");
    expect(await hers.ask("sync", {})).not.toHaveProperty("code");
    hers.close();
  });

  test("is none at the rate: pings are answered", async () => {
    const raw = await rawPerson(kind, (await person()).token);
    for (let i = 100; i < 200; i++) {
      raw.write(frameOf(OPCODES.ping, `${i}`));
      await raw.until((read) => read.includes(`\x8a\x03${i}`));
    }
    raw.socket.destroy();
  });
});

/** A person's socket of either kind, ready. */
async function rawPerson(kind: string, token: string): Promise<RawSocket> {
  const raw = await rawWebSocket(server.port, kind === "plain" ? `${PLAIN}?token=${token}` : SOCKET_IO);
  if (kind !== "plain") raw.write(frameOf(OPCODES.text, `40${JSON.stringify({ token })}`));
  await raw.until((read) => read.includes("ready"));
  return raw;
}

test.each([
  ["a plain socket", PLAIN, ""],
  ["a Socket.IO socket", SOCKET_IO, '40{"token":"x"}'],
])("S44: %s that was refused is destroyed though its peer never closes it", async (_kind, path, says) => {
  const raw = await rawWebSocket(server.port, path);
  if (says) raw.write(frameOf(OPCODES.text, says));
  await raw.until((read) => read.includes("unauthenticated"));
  await raw.closed;
});
