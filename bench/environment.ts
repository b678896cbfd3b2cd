import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Parley, SECRET, startParley } from "@/e2e/server";
import { startEmbeddedPostgres } from "@/lib/platform/postgres/embedded-postgres";
import { rememberAs } from "@/lib/platform/remember";

/** A durable PostgreSQL, as in production, and servers of the production build on it. */
export type BenchEnvironment = {
  /** Makes an empty database. */
  database(name: string): Promise<string>;
  /** Starts a server on a database; resolves when its tables exist. */
  serve(databaseUrl: string, env?: Record<string, string>): Promise<Parley>;
  /** Opens a connection for filling tables. */
  connect(databaseUrl: string): Promise<pg.Client>;
  close(): Promise<void>;
};

/** Opens an environment in a temporary folder. */
export async function openBenchEnvironment(): Promise<BenchEnvironment> {
  rememberAs("settings", { authSecret: SECRET });
  const folder = await mkdtemp(join(tmpdir(), "parley-bench-"));
  const postgres = await startEmbeddedPostgres(folder);
  const open: { stop(): Promise<unknown> }[] = [];
  const connect = async (url: string) => {
    const client = new pg.Client(url);
    await client.connect();
    open.push({ stop: () => client.end() });
    return client;
  };
  return {
    connect,
    async database(name) {
      const admin = await connect(postgres.url);
      await admin.query(`CREATE DATABASE ${name}`);
      return Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;
    },
    async serve(databaseUrl, env = {}) {
      const parley = await startParley({ DATABASE_URL: databaseUrl, ...env });
      open.push(parley);
      return parley;
    },
    async close() {
      for (const one of open.reverse()) await one.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
