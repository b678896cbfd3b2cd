import { fork } from "node:child_process";
import { once } from "node:events";

/** A server to compare with: see server-process.ts. */
export type Kind = "ws" | "ws-batched" | "socket.io" | "plain";

export type Baseline = { port: number; start(): void; stop(): Promise<void> };

/** Starts a baseline in a process of its own. `start` begins the broadcast of baselines without senders. */
export async function startBaseline(kind: Kind, perFrame: number, databaseUrl: string): Promise<Baseline> {
  const child = fork("bench/baselines/server-process.ts", [kind, String(perFrame), databaseUrl], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [port] = (await once(child, "message")) as [number];
  return {
    port,
    start: () => void child.send("start"),
    async stop() {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}
