import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDb } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import type { Settings } from "@/lib/platform/settings";

/**
 * Gives the tests of a file a migrated database of their own, and settings that name it. Called once, at the top of the
 * file; the database is there from `beforeAll` on and is dropped at the end.
 * @param changes settings that differ for these tests; `redisUrl: inject("redisUrl")` gives them the test run's Redis
 */
export function testDatabase(changes: Partial<Settings> = {}): void {
  const name = `test_${randomBytes(6).toString("hex")}`;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "parley-test-"));
    await administer(`CREATE DATABASE ${name} TEMPLATE ${inject("templateName")}`);
    rememberAs("settings", { ...testSettings(dataDir, name), ...changes });
  });

  afterAll(async () => {
    await closeDb();
    rememberAs("settings", undefined);
    await administer(`DROP DATABASE ${name} WITH (FORCE)`);
    await rm(dataDir, { recursive: true, force: true });
  });
}

/**
 * A database of its own with nothing in it, for tests of what makes databases. Dropped by the function that comes with it.
 * @param options what CREATE DATABASE is given, such as an encoding
 */
export async function emptyDatabase(options = ""): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer(`CREATE DATABASE ${name} ${options}`);
  return { url: urlOf(name), drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

function testSettings(dataDir: string, database: string): Settings {
  return {
    port: 3000,
    host: "127.0.0.1",
    dataDir,
    authSecret: "a secret for tests that is long enough",
    databaseUrl: urlOf(database),
  };
}

function urlOf(database: string): string {
  return Object.assign(new URL(inject("postgresUrl")), { pathname: `/${database}` }).href;
}

async function administer(statement: string): Promise<void> {
  const connection = new pg.Client(inject("postgresUrl"));
  await connection.connect();
  await connection.query(statement).finally(() => connection.end());
}
