import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "./embedded-postgres";

/** A PostgreSQL for tests and tools: fast, not durable, and deleted when it stops. */
export type TemporaryPostgres = {
  /** An empty database. */
  url: string;
  stop(): Promise<void>;
};

/** Starts one in a temporary folder of its own. */
export async function startTemporaryPostgres(): Promise<TemporaryPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "parley-"));
  const database = await startEmbeddedPostgres(folder, {
    options: { fsync: "off", full_page_writes: "off" },
  });
  return {
    url: database.url,
    async stop() {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
