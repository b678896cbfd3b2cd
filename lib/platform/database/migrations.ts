import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import pg from "pg";
import { StartError } from "../start-error";
import { type Migration, schemaEngine } from "./schema-engine";
import { applyFunctions, functionsDiffer, readFunctions, type SqlFunction } from "./sql-functions";

/** Any number that nothing else in this database uses: "migrat" in ASCII. */
const KEY = 0x6d6967726174;

type Applied = { name: string; checksum: string };

/** The folders with the SQL of a checkout. */
type SqlFolders = { migrations: string; functions: string };

/**
 * Brings a database up to the migrations of this checkout, and then its functions up to their files. Several processes
 * may do it at the same instant. Each migration happens whole or not at all, also when the process is killed or the disk
 * is full in the middle of it; the functions that changed are replaced together.
 * @param databaseUrl a database that can be reached
 * @param folders where the files lie; those of this checkout unless named
 * @returns the names of the migrations that were applied now
 * @throws StartError when the database is newer than this checkout, a migration was changed after it was applied, or
 * a migration or function cannot be applied
 */
export async function migrate(databaseUrl: string, folders: Partial<SqlFolders> = {}): Promise<string[]> {
  const migrations = await readMigrations(folders.migrations ?? resolve("prisma/migrations"));
  const functions = await readFunctions(folders.functions ?? resolve("prisma/functions"));
  // One connection: the lock, the transactions and all that the engine does are on it.
  const connection = new pg.Client({ connectionString: databaseUrl, application_name: "parley migrations" });
  await connection.connect();
  try {
    if (await isCurrent(connection, migrations, functions)) return [];
    await connection.query("SELECT pg_advisory_lock($1)", [KEY]);
    const applied = await applyPending(connection, migrations);
    await applyFunctions(connection, functions);
    return applied;
  } finally {
    await connection.end();
  }
}

async function isCurrent(
  connection: pg.Client,
  migrations: Migration[],
  functions: SqlFunction[],
): Promise<boolean> {
  if (pending(migrations, await readApplied(connection)).length > 0) return false;
  return !(await functionsDiffer(connection, functions));
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
  const todo = pending(migrations, await readApplied(connection)); // Again: another process may have applied them meanwhile.
  if (todo.length === 0) return [];
  const engine = await schemaEngine(connection);
  for (const { name } of todo) {
    const upToHere = migrations.slice(0, migrations.findIndex((migration) => migration.name === name) + 1);
    await inTransaction(connection, name, () => engine.apply(upToHere));
  }
  return todo.map(({ name }) => name);
}

/** Runs a migration and the record of it in one transaction. */
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
