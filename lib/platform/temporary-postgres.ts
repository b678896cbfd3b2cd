import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "./embedded-postgres";

/** A PostgreSQL for tests and tools: quick, forgetful, and gone without a trace when it is stopped. */
export type TemporaryPostgres = {
  /** A database with nothing in it. */
  url: string;
  stop(): Promise<void>;
};

/** Starts one in a folder of its own below the system's folder for temporary files. */
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
