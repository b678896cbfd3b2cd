import { Prisma } from "@/prisma/generated/client";
import { pool } from "./db";

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

/** PostgreSQL refuses a prepared statement whose columns have changed since, as an upgrade may do. */
const isStale = (error: unknown) => (error as { code?: unknown }).code === "0A000";
