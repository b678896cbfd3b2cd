import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import pg from "pg";
import { type Migration, schemaEngine } from "./schema-engine";
import { StartError } from "./start-error";

/** Any number that nothing else in this database uses: "migrat" in ASCII. */
const KEY = 0x6d6967726174;

type Applied = { name: string; checksum: string };

/**
 * Brings a database up to this checkout's migrations. Safe when several processes do it at the same instant. Each
 * migration happens whole or not at all, also when the process is killed or the disk is full in the middle of it.
 * @param databaseUrl a database that can be reached
 * @param folder where the migrations lie
 * @returns the names of those that were applied now
 * @throws StartError when the database is newer than this checkout, a migration was changed after it was applied, or
 * one cannot be applied
 */
export async function migrate(databaseUrl: string, folder = resolve("prisma/migrations")): Promise<string[]> {
  const migrations = await readMigrations(folder);
  // One connection: the lock, the transactions and all that the engine does are on it.
  const connection = new pg.Client({ connectionString: databaseUrl, application_name: "parley migrations" });
  await connection.connect();
  try {
    if (pending(migrations, await readApplied(connection)).length === 0) return [];
    await connection.query("SELECT pg_advisory_lock($1)", [KEY]);
    return await applyPending(connection, migrations);
  } finally {
    await connection.end();
  }
}

/** The migrations of a folder, in their order. Line ends are made equal, because checksums are made of the text. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql: sql.replaceAll("\r\n", "\n") };
    }),
  );
}

async function readApplied(connection: pg.Client): Promise<Applied[]> {
  const table = await connection.query<{ isThere: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isThere"`,
  );
  if (!table.rows[0]?.isThere) return [];
  const { rows } = await connection.query<Applied>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return rows;
}

function pending(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(
    migrations.map(({ name, sql }) => [name, createHash("sha256").update(sql).digest("hex")]),
  );
  for (const { name, checksum } of applied) {
    if (!known.has(name)) throw new StartError(isNewerText(name));
    if (known.get(name) !== checksum) throw new StartError(wasChangedText(name));
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function applyPending(connection: pg.Client, migrations: Migration[]): Promise<string[]> {
  const todo = pending(migrations, await readApplied(connection)); // again: another process may have done it meanwhile
  if (todo.length === 0) return [];
  const engine = await schemaEngine(connection);
  for (const { name } of todo) {
    const upToHere = migrations.slice(0, migrations.findIndex((migration) => migration.name === name) + 1);
    await inTransaction(connection, name, () => engine.apply(upToHere));
  }
  return todo.map(({ name }) => name);
}

/** The statements of a migration and the note that it was applied are one transaction. */
async function inTransaction(
  connection: pg.Client,
  name: string,
  apply: () => Promise<unknown>,
): Promise<void> {
  try {
    await connection.query("BEGIN");
    await apply();
    await connection.query("COMMIT");
  } catch (error) {
    await connection.query("ROLLBACK").catch(() => {});
    const reason = (error as Error).message.replace(/\.$/, "");
    throw new StartError(
      `The migration ${name} cannot be applied, and the database is as it was before: ${reason}.`,
    );
  }
}

function isNewerText(name: string): string {
  return `This data was written by a newer Parley, which knows the migration ${name} and this one does not: start the newer one.`;
}

function wasChangedText(name: string): string {
  return `The migration ${name} was changed after it was applied to this database, so the two no longer fit: restore the file.`;
}
