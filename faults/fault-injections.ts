import { setTimeout as wait } from "node:timers/promises";
import { codeOf } from "@/lib/platform/start-error";
import type { Rng } from "@/tests/support/random";
import { ATTACKS } from "./attacks";
import type { Bot } from "./bot";
import type { FaultEnvironment } from "./environment";

/** Injects a fault; the fault is over when the promise resolves. */
export type FaultInjection = (environment: FaultEnvironment, bots: readonly Bot[], rng: Rng) => Promise<void>;

/** Faults that servers meet in the field and that can be caused here: checks R01 to R17. */
export const FAULT_INJECTIONS: Record<string, FaultInjection> = {
  ...ATTACKS,

  async "a server is killed"(environment, _, rng) {
    const server = rng.of(environment.servers);
    await server.kill();
    await wait(rng.below(1_000));
    await environment.revive(server);
  },

  /** SIGTERM, as an upgrade does it. */
  "a server is restarted": (environment, _, rng) => environment.revive(rng.of(environment.servers)),

  async "both servers are killed"(environment) {
    await Promise.all(environment.servers.map((server) => server.kill()));
    await Promise.all(environment.servers.map((server) => environment.revive(server)));
  },

  async "a server stands still"(environment, _, rng) {
    const pid = rng.of(environment.servers).pid();
    signal(pid, "SIGSTOP");
    await wait(500 + rng.below(3_000));
    signal(pid, "SIGCONT");
  },

  /** Like `pg_ctl stop -m immediate`; the claim's keeper starts it again. */
  async "PostgreSQL is killed"(environment) {
    signal(environment.postmaster(), "SIGQUIT");
    await wait(100);
    await environment.rows("SELECT 1");
  },

  /** One backend dies: PostgreSQL ends all others and recovers. */
  async "PostgreSQL crashes"(environment) {
    const [backend] = await environment.rows<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1",
    );
    signal(backend?.pid, "SIGKILL");
    await environment.rows("SELECT 1");
  },

  async "all connections to PostgreSQL are cut"(environment) {
    await environment.rows(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
    );
  },

  /** Like a full disk or a standby: it answers, and takes no writes. */
  async "PostgreSQL takes no writes"(environment, _, rng) {
    await setReadOnly(environment, "on");
    await wait(500 + rng.below(2_000));
    await setReadOnly(environment, "off");
  },

  async "Redis is killed"(environment, _, rng) {
    await environment.redis.kill();
    await wait(rng.below(3_000));
    await environment.redis.start();
  },

  async "Redis stands still"(environment, _, rng) {
    environment.redis.signal("SIGSTOP");
    await wait(500 + rng.below(3_000));
    environment.redis.signal("SIGCONT");
  },

  async "all clients are cut off"(_, bots) {
    for (const bot of bots) bot.cut();
  },

  async "some clients read nothing"(_, bots, rng) {
    const ms = 500 + rng.below(3_000);
    for (const bot of bots) if (rng.below(3) === 0) bot.pauseReads(ms);
    await wait(ms);
  },
};

/** The process may have ended by now if two faults coincide. */
function signal(pid: number | undefined, name: NodeJS.Signals): void {
  try {
    if (pid) process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}

async function setReadOnly(environment: FaultEnvironment, to: "on" | "off"): Promise<void> {
  // ALTER SYSTEM is refused in a transaction, so it is a query of its own.
  await environment.rows(`ALTER SYSTEM SET default_transaction_read_only = ${to}`);
  await environment.rows("SELECT pg_reload_conf()");
}
