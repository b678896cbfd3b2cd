import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const SECRET = "a secret for end-to-end tests that is long enough";

/** A Parley in a process of its own: the production build, as `npm start` runs it. */
export type Parley = {
  url: string;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: nothing is said goodbye to. */
  kill(): Promise<void>;
  /** The same data on the same port, in a new process. */
  restart(): Promise<void>;
  /** Its output so far. */
  output(): string;
  /** The process as it is now. */
  pid(): number;
};

/** Starts a server on a free port. Its data is in a folder of its own, unless `env` names a database. */
export async function startParley(env: Record<string, string> = {}): Promise<Parley> {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), "parley-e2e-"));
  let said = "";
  const note = (line: string) => {
    said += `${line}\n`;
  };
  const launch = () => launched({ PORT: String(port), DATA_DIR: dataDir, AUTH_SECRET: SECRET, ...env }, note);
  let child = await launch();
  return {
    url: `http://localhost:${port}`,
    output: () => said,
    pid: () => child.pid ?? 0,
    kill: async () => void (await ended(child, "SIGKILL")),
    async stop() {
      const code = await ended(child, "SIGTERM");
      await rm(dataDir, { recursive: true, force: true });
      return code;
    },
    async restart() {
      await ended(child, "SIGTERM");
      child = await launch();
    },
  };
}

async function launched(env: Record<string, string>, note: (line: string) => void): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--max-semi-space-size=64", ".next/parley/server.mjs"], {
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = [createInterface(child.stdout), createInterface(child.stderr)];
  for (const line of lines) line.on("line", note);
  await Promise.race([
    new Promise<void>((resolve) =>
      lines[0]!.on("line", (line) => line.startsWith("Parley is ready") && resolve()),
    ),
    once(child, "exit").then(([code]) =>
      Promise.reject(new Error(`The server ended with ${code} before it was ready`)),
    ),
  ]);
  return child;
}

async function ended(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  await once(child, "exit");
  return child.exitCode;
}

/** A port that nothing uses at this moment. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
