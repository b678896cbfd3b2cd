import { createHash } from "node:crypto";
import { Prisma } from "@/prisma/generated/client";
import { type Db, db, pool } from "./db";

/** Makes a statement of a template, for folders that know no tables. */
export const sql = Prisma.sql;

/**
 * Reads rows by a statement that each connection of the pool plans once. For reads that run at each key that a person types:
 * planning costs more than what some of them read, and Prisma's client as much again. Types are those of the driver: an
 * `int8` is a text.
 * @param name names the text, which must be the same each time
 */
export async function readPrepared<Row extends object>(name: string, statement: Prisma.Sql): Promise<Row[]> {
  const { text, values } = statement;
  try {
    return (await pool().query<Row>({ name, text, values })).rows;
  } catch (error) {
    if (!isStale(error)) throw error;
    return (await pool().query<Row>({ text, values })).rows;
  }
}

/**
 * Reads rows as `$queryRaw` does; outside of a transaction by a statement that each connection plans once. For reads that
 * most requests begin with: planning one costs a third of a millisecond and more.
 * @param statement has one text for all values, so lists of a variable length are arrays
 */
export const readRows = <Row extends object>(rows: Db, statement: Prisma.Sql): Promise<Row[]> =>
  rows === db() ? readPrepared<Row>(nameOf(statement.text), statement) : rows.$queryRaw<Row[]>(statement);

/** Names by text. Pages and server.ts have a map each and share connections, so a name follows from its text. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash("sha256").update(text).digest("base64url");
  names.set(text, name);
  return name;
}

/** PostgreSQL refuses a prepared statement whose columns have changed since, as an upgrade may do. */
const isStale = (error: unknown) => (error as { code?: unknown }).code === "0A000";
