import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { StartError } from "../start-error";

/** A file of `prisma/functions`: the name of the function that it defines, its SQL, and the SHA-256 of that. */
export type SqlFunction = { name: string; sql: string; hash: string };

/** A function as PostgreSQL has it. `version` changes whenever its row in the catalogue does. */
type Overload = { signature: string; version: string };

/** PostgreSQL's invalid_function_definition: among others, another return type or other names of parameters. */
const OTHER_DEFINITION = "42P13";

/** Reads the functions of a folder, by name. Line ends are made equal, because hashes are made of the text. */
export async function readFunctions(folder: string): Promise<SqlFunction[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
  return Promise.all(
    files.map(async (file) => {
      const sql = (await readFile(join(folder, file), "utf8")).replaceAll("\r\n", "\n");
      return { name: file.slice(0, -4), sql, hash: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** True if the database has other functions than these, or has them from other files. Takes no lock. */
export async function functionsDiffer(connection: pg.Client, functions: SqlFunction[]): Promise<boolean> {
  const { changed, removed } = await compare(connection, functions);
  return changed.length + removed.length > 0;
}

/**
 * Replaces the functions whose files changed since they were applied, and drops those whose files are gone, in one
 * transaction. The tables must be those of the newest migration, and the caller holds the lock of migrations.
 * @throws StartError when a file cannot be applied; then all functions are as they were before
 */
export async function applyFunctions(connection: pg.Client, functions: SqlFunction[]): Promise<void> {
  const { changed, removed } = await compare(connection, functions);
  if (changed.length + removed.length === 0) return;
  try {
    await connection.query("BEGIN");
    for (const one of changed) await explained(one.name, () => replace(connection, one));
    for (const name of removed) await explained(name, () => remove(connection, name));
    await connection.query("COMMIT");
  } catch (error) {
    await connection.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function compare(connection: pg.Client, functions: SqlFunction[]) {
  const { rows } = await connection.query<{ name: string; hash: string }>(
    "SELECT name, hash FROM sql_function",
  );
  const applied = new Map(rows.map(({ name, hash }) => [name, hash]));
  const names = new Set(functions.map(({ name }) => name));
  return {
    changed: functions.filter(({ name, hash }) => applied.get(name) !== hash),
    removed: [...applied.keys()].filter((name) => !names.has(name)),
  };
}

async function explained(name: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const reason = (error as Error).message.replace(/\.$/, "");
    throw new StartError(
      `prisma/functions/${name}.sql cannot be applied, and all functions are as they were before: ${reason}.`,
    );
  }
}

/**
 * Runs a file and drops the signatures of its function that it does not define. A function that keeps its signature is
 * replaced in place, so that statements which other processes have prepared go on working.
 */
async function replace(connection: pg.Client, { name, sql, hash }: SqlFunction): Promise<void> {
  const before = await overloadsOf(connection, name);
  await define(connection, sql, before);
  const known = new Set(before.map(({ version }) => version));
  const after = await overloadsOf(connection, name);
  const defined = after.filter(({ version }) => !known.has(version));
  if (defined.length !== 1) throw new Error(`it defines ${defined.length} functions of that name, not one`);
  await drop(
    connection,
    after.filter(({ version }) => known.has(version)),
  );
  await connection.query(
    `INSERT INTO sql_function (name, hash) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, applied_at = now()`,
    [name, hash],
  );
}

/** Runs a file; where PostgreSQL refuses to replace a function by one so different, the old one is dropped first. */
async function define(connection: pg.Client, sql: string, before: Overload[]): Promise<void> {
  await connection.query("SAVEPOINT definition");
  try {
    await connection.query(sql);
  } catch (error) {
    if ((error as { code?: string }).code !== OTHER_DEFINITION || before.length === 0) throw error;
    await connection.query("ROLLBACK TO SAVEPOINT definition");
    await drop(connection, before);
    await connection.query(sql);
  }
}

async function remove(connection: pg.Client, name: string): Promise<void> {
  await drop(connection, await overloadsOf(connection, name));
  await connection.query("DELETE FROM sql_function WHERE name = $1", [name]);
}

async function overloadsOf(connection: pg.Client, name: string): Promise<Overload[]> {
  const { rows } = await connection.query<Overload>(
    `SELECT oid::regprocedure::text AS signature, oid::text || ' ' || xmin::text AS version
       FROM pg_proc WHERE proname = $1 AND pronamespace = current_schema()::regnamespace`,
    [name],
  );
  return rows;
}

async function drop(connection: pg.Client, overloads: Overload[]): Promise<void> {
  for (const { signature } of overloads) await connection.query(`DROP FUNCTION ${signature}`);
}
