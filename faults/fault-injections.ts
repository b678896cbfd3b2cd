import { setTimeout as wait } from "node:timers/promises";
import { codeOf } from "@/lib/platform/start-error";
import type { Chance } from "@/tests/support/random";
import type { Bot } from "./bot";
import type { Place } from "./environment";

/** Something that goes wrong, and is over when the promise is kept. */
export type Happening = (place: Place, bots: readonly Bot[], luck: Chance) => Promise<void>;

/** The faults that servers meet in the field and that can be caused here: checks R01 to R17. */
export const HAPPENINGS: Record<string, Happening> = {
  async "a server is killed"(place, _, luck) {
    const server = luck.of(place.servers);
    await server.kill();
    await wait(luck.below(1_000));
    await place.revive(server);
  },

  /** SIGTERM, as an upgrade does it. */
  "a server is restarted": (place, _, luck) => place.revive(luck.of(place.servers)),

  async "both servers are killed"(place) {
    await Promise.all(place.servers.map((server) => server.kill()));
    await Promise.all(place.servers.map((server) => place.revive(server)));
  },

  async "a server stands still"(place, _, luck) {
    const pid = luck.of(place.servers).pid();
    signal(pid, "SIGSTOP");
    await wait(500 + luck.below(3_000));
    signal(pid, "SIGCONT");
  },

  /** As `pg_ctl stop -m immediate`; whoever watches over it starts it again. */
  async "PostgreSQL is killed"(place) {
    signal(place.postmaster(), "SIGQUIT");
    await wait(100);
    await place.rows("SELECT 1");
  },

  /** One process of it dies: it takes all others down with it and recovers. */
  async "PostgreSQL crashes"(place) {
    const [backend] = await place.rows<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1",
    );
    signal(backend?.pid, "SIGKILL");
    await place.rows("SELECT 1");
  },

  async "all connections to PostgreSQL are cut"(place) {
    await place.rows(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
    );
  },

  /** As on a full disk, or a standby: it answers, and takes nothing. */
  async "PostgreSQL takes no writes"(place, _, luck) {
    await setReadOnly(place, "on");
    await wait(500 + luck.below(2_000));
    await setReadOnly(place, "off");
  },

  async "Redis is killed"(place, _, luck) {
    await place.redis.kill();
    await wait(luck.below(3_000));
    await place.redis.start();
  },

  async "Redis stands still"(place, _, luck) {
    place.redis.signal("SIGSTOP");
    await wait(500 + luck.below(3_000));
    place.redis.signal("SIGCONT");
  },

  async "all clients are cut off"(_, bots) {
    for (const bot of bots) bot.cut();
  },

  async "some clients read nothing"(_, bots, luck) {
    const ms = 500 + luck.below(3_000);
    for (const bot of bots) if (luck.below(3) === 0) bot.deafen(ms);
    await wait(ms);
  },
};

/** To a process that may have ended by now, where two things happen at once. */
function signal(pid: number | undefined, name: NodeJS.Signals): void {
  try {
    if (pid) process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}

async function setReadOnly(place: Place, to: "on" | "off"): Promise<void> {
  // ALTER SYSTEM is refused in a transaction, and so a query of its own.
  await place.rows(`ALTER SYSTEM SET default_transaction_read_only = ${to}`);
  await place.rows("SELECT pg_reload_conf()");
}
