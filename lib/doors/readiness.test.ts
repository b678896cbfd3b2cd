import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { toRefusal as told } from "@/lib/core/errors";
import { closeDb, pool } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { startRedis } from "@/tests/support/redis";
import { readiness } from "./readiness";

vi.mock("node:fs/promises", { spy: true });

testDatabase();

const servers: { server: Server; sockets: Set<Socket> }[] = [];
afterEach(() => {
  rememberAs("disk full at", undefined);
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

/** The address of something that takes connections and never says a word. */
async function silence(): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket));
  servers.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

test("everything is ready if everything answers", async () => {
  expect(await readiness()).toEqual({ isReady: true, parts: { database: "ok", disk: "ok" } });
});

test("a PostgreSQL that hangs is away within two seconds", async () => {
  const before = settings();
  await closeDb();
  const databaseUrl = `postgresql://parley@127.0.0.1:${await silence()}/parley`;
  rememberAs("settings", { ...before, databaseUrl });
  expect(await readiness()).toMatchObject({ isReady: false, parts: { database: "away", disk: "ok" } });
  for (const { sockets } of servers) for (const socket of sockets) socket.destroy();
  await closeDb();
  rememberAs("settings", before);
});

test("a database that takes no writes is away", async () => {
  const { rows } = await pool().query("SELECT current_database() AS name");
  await pool().query(`ALTER DATABASE "${rows[0].name}" SET default_transaction_read_only = on`);
  await closeDb(); // New connections have it.
  expect(await readiness()).toMatchObject({ isReady: false, parts: { database: "away" } });
  await pool().query(
    `BEGIN READ WRITE; ALTER DATABASE "${rows[0].name}" RESET default_transaction_read_only; COMMIT`,
  );
  await closeDb();
});

test("a full disk is reported, of the data folder and of PostgreSQL", async () => {
  const { statfs } = await import("node:fs/promises");
  vi.mocked(statfs).mockResolvedValueOnce({ bavail: 10, bsize: 4096 } as Awaited<ReturnType<typeof statfs>>);
  expect(await readiness()).toMatchObject({ isReady: false, parts: { disk: "full" } });
  told(Object.assign(new Error("could not extend file"), { code: "53100" }));
  expect(await readiness()).toMatchObject({ isReady: false, parts: { disk: "full" } });
});

test("a hanging Redis is reported, and does not end the service", async () => {
  const redis = await startRedis({ own: true });
  const before = settings();
  rememberAs("bus", undefined);
  rememberAs("settings", { ...before, redisUrl: redis.url });
  const { bus } = await import("@/lib/delivery/bus");
  await expect.poll(() => bus().state()).toBe("ok");
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  redis.signal("SIGSTOP");
  await expect.poll(async () => (await readiness()).parts.redis).toBe("away");
  redis.signal("SIGCONT");
  await expect.poll(() => bus().state()).toBe("ok");
  warned.mockRestore();
  bus().close();
  await redis.stop();
  rememberAs("bus", undefined);
  rememberAs("settings", before);
});
