import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { settings } from "@/lib/platform/settings";

/** A server in a process of its own, over this file's database. */
export type ServerProcess = { port: number; kill(): Promise<void> };

/** Starts a server with both kinds of sockets in a process of its own. `kill` is SIGKILL: nothing is said goodbye to. */
export async function startServer(redisUrl?: string): Promise<ServerProcess> {
  const own = JSON.stringify({ ...settings(), redisUrl });
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/socket-server.ts", own], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(child.stdout!), "line");
  return { port: Number(line), kill: () => killed(child) };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}
