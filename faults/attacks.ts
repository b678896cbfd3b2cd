import { setTimeout as wait } from "node:timers/promises";
import type { Parley } from "@/e2e/server";
import { type RawSocket, rawSocket, upgradeTo } from "@/tests/support/raw-socket";
import type { FaultInjection } from "./fault-injections";

/** Length of an attack, and the longest time for the server to answer or end it, in milliseconds. */
const ATTACK_MS = 1_500;
const MAX_ANSWER_MS = 15_000;

/** An empty WebSocket ping from a client: FIN and opcode 9, masked, no payload (RFC 6455, 5.2). */
const PING = Buffer.from([0x89, 0x80, 0, 0, 0, 0]);
const PINGS = Buffer.concat(Array.from({ length: 5_000 }, () => PING));
const SOCKET_PATHS = ["/socket.io/?EIO=4&transport=websocket", "/api/v1/ws"];

/**
 * Attacks by people without an account, beside everybody's work. An attack fails the run where the server leaves one of
 * its connections open, or draws no page.
 */
export const ATTACKS: Record<string, FaultInjection> = {
  async "strangers flood with control frames"({ servers }, _, rng) {
    const server = rng.of(servers);
    const attackers = SOCKET_PATHS.map((path) => opened(server, upgradeTo(path)));
    const end = performance.now() + ATTACK_MS;
    while (performance.now() < end && attackers.some(({ socket }) => socket.writable)) {
      for (const { socket, write } of attackers)
        if (socket.writable && !socket.writableNeedDrain) write(PINGS);
      await wait(5);
    }
    await requireEnded(attackers, "flood with control frames");
  },

  async "pages are posted and never finished"({ servers }, _, rng) {
    const server = rng.of(servers);
    const head =
      "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nx";
    const attackers = Array.from({ length: 20 }, () => opened(server, head));
    await wait(100);
    await requirePage(server);
    for (const { socket } of attackers) socket.destroy();
  },

  async "peers ask for much and read nothing"({ servers }, _, rng) {
    const request = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    const server = rng.of(servers);
    const attackers = Array.from({ length: 5 }, () => opened(server, request.repeat(50)));
    for (const { socket } of attackers) socket.pause();
    await wait(ATTACK_MS);
    await requirePage(server);
    for (const { socket } of attackers) socket.destroy();
  },

  async "upgrades are left half-closed"({ servers }, _, rng) {
    const server = rng.of(servers);
    const paths = [...SOCKET_PATHS, "/socket.io", "/api/v1/ws/", "//", "/nowhere"];
    const attackers = Array.from({ length: 30 }, (_, i) =>
      opened(server, upgradeTo(paths[i % paths.length]!)),
    );
    for (const { socket } of attackers) socket.end();
    await requireEnded(attackers, "half-closed upgrades");
  },
};

function opened({ url }: Parley, bytes: string): RawSocket {
  const raw = rawSocket(Number(new URL(url).port));
  raw.write(bytes);
  return raw;
}

/** A server that is killed meanwhile ends its connections too. */
async function requireEnded(attackers: readonly RawSocket[], what: string): Promise<void> {
  const all = Promise.all(attackers.map(({ closed }) => closed)).then(() => true);
  const isEnded = await Promise.race([all, wait(MAX_ANSWER_MS, false)]);
  for (const { socket } of attackers) socket.destroy();
  if (!isEnded) throw new Error(`The server leaves ${what} open`);
}

/** A server that is down refuses; that is no fault of the attack. */
async function requirePage({ url }: Parley): Promise<void> {
  try {
    await fetch(`${url}/login`, { signal: AbortSignal.timeout(MAX_ANSWER_MS) });
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") throw new Error("The server draws no page");
  }
}
