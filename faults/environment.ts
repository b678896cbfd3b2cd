import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { startPushService } from "@/bench/push/push-service";
import { type Parley, SECRET, startParley } from "@/e2e/server";
import { findClusterPaths } from "@/lib/platform/postgres/cluster-paths";
import { startEmbeddedPostgres } from "@/lib/platform/postgres/embedded-postgres";
import { findPostmaster } from "@/lib/platform/postgres/postmaster";
import { rememberAs } from "@/lib/platform/remember";
import { Redis } from "./redis";

/** A longer outage is a defect of its own. */
const MAX_OUTAGE_MS = 60_000;

/** Two servers of the production build on one durable PostgreSQL, one Redis, and a push service. */
export type FaultEnvironment = {
  servers: readonly [Parley, Parley];
  redis: Redis;
  pushes: Awaited<ReturnType<typeof startPushService>>;
  databaseUrl: string;
  /** Queries the database, and retries while it is away. */
  rows<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Reads a room's current `rev`. */
  revOf(roomId: string): Promise<number>;
  /** Returns the process id of PostgreSQL's postmaster while it runs. */
  postmaster(): number | undefined;
  /** Restarts a stopped server, even while its dependencies are away. */
  revive(server: Parley): Promise<void>;
  close(): Promise<void>;
};

export async function openFaultEnvironment(): Promise<FaultEnvironment> {
  rememberAs("settings", { authSecret: SECRET });
  const folder = await mkdtemp(join(tmpdir(), "parley-faults-"));
  const postgres = await startEmbeddedPostgres(folder);
  const redis = await Redis.open();
  const pushes = await startPushService();
  const shared = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, RATE_FACTOR: "1000" };
  const env = { ...shared, LINK_PROXY: pushes.proxy, NODE_TLS_REJECT_UNAUTHORIZED: "0" };
  const first = await startParley(env);
  const servers = [first, await startParley(env)] as const;

  async function rows<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    for (const until = performance.now() + MAX_OUTAGE_MS; ; await wait(50)) {
      const client = new pg.Client(postgres.url);
      client.on("error", () => {});
      try {
        await client.connect();
        return (await client.query<Row>(sql, values)).rows;
      } catch (error) {
        if (performance.now() > until) throw error;
      } finally {
        await client.end().catch(() => {});
      }
    }
  }

  return {
    servers,
    redis,
    pushes,
    databaseUrl: postgres.url,
    rows,
    async revOf(roomId) {
      const [room] = await rows<{ rev: number }>("SELECT rev FROM room WHERE id = $1", [roomId]);
      return room?.rev ?? 0;
    },
    postmaster: () => findPostmaster(findClusterPaths(folder))?.pid,
    async revive(server) {
      for (const until = performance.now() + MAX_OUTAGE_MS; ; await wait(100)) {
        try {
          return await server.restart();
        } catch (error) {
          if (performance.now() > until) throw error;
        }
      }
    },
    async close() {
      for (const server of servers) await server.stop();
      pushes.close();
      await redis.kill();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
