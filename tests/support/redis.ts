import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/lib/platform/postgres/free-port";

export type TestRedis = { url: string; stop(): Promise<void>; signal(signal: "SIGSTOP" | "SIGCONT"): void };

/**
 * A Redis that keeps nothing: the one at REDIS_TEST_URL, else a `redis-server` on a free port.
 * @param own for a test that stops it for a while: a `redis-server` in any case
 */
export async function startRedis({ own = false } = {}): Promise<TestRedis> {
  const given = process.env.REDIS_TEST_URL;
  return given && !own ? { url: given, async stop() {}, signal() {} } : launch(await freePort());
}

async function launch(port: number): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), "parley-redis-"));
  const settings = { port, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no" };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn("redis-server", flags, { stdio: ["ignore", "pipe", "inherit"] });
  await ready(server);
  return {
    url: `redis://127.0.0.1:${port}`,
    signal: (signal) => void server.kill(signal),
    async stop() {
      server.kill();
      await once(server, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function ready(server: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on("error", (error) =>
      reject(new Error(`The tests need redis-server, or REDIS_TEST_URL: ${error.message}`)),
    );
    server.on("exit", (code) => reject(new Error(`redis-server ended with ${code}`)));
    server.stdout?.on("data", (said: Buffer) => said.includes("Ready to accept connections") && resolve());
  });
}
