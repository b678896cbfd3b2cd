import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "@/lib/platform/http/http-server";
import { freePort } from "@/lib/platform/postgres/free-port";
import { testFolder } from "./support/folder";

/** server.ts as it is, up to the point where it gives up. */
async function start(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const server = spawn(process.execPath, ["--import", "tsx", "server.ts"], {
    env: { ...process.env, NODE_ENV: "production", DATA_DIR: testFolder(), ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  onTestFinished(() => void server.kill("SIGKILL"));
  let output = "";
  server.stderr.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => server.on("close", (code) => resolve({ code, said: output.trim() })));
}

test("a wrong value stops the start with exit code 1 and one sentence", async () => {
  const sentence = 'PORT must be a whole number from 1 to 65535, but it is "many".';
  expect(await start({ PORT: "many" })).toEqual({ code: 1, said: sentence });
});

test("a taken port stops the start before anything else is done", async () => {
  const where = { host: "127.0.0.1", port: await freePort() };
  const other = createServer();
  await listen(other, where);
  onTestFinished(() => void other.close());

  const sentence = `Port ${where.port} is taken: stop what uses it, or set PORT to another one.`;
  expect(await start({ PORT: String(where.port) })).toEqual({ code: 1, said: sentence });
});

test("a database that cannot be reached stops the start, and its password is not shown", async () => {
  const [port, nothing] = [await freePort(), await freePort()];
  const sentence = `The database at 127.0.0.1:${nothing} (DATABASE_URL) cannot be used: nothing listens there.`;
  const env = { PORT: String(port), DATABASE_URL: `postgresql://parley:hidden@127.0.0.1:${nothing}/parley` };
  expect(await start(env)).toEqual({ code: 1, said: sentence });
});
