import { once } from "node:events";
import type pg from "pg";

const CHUNK = 64 * 1024;

/** The part of pg's connection that `COPY … FROM STDIN` needs; @types/pg leaves it out. */
type Connection = {
  stream: NodeJS.WritableStream & { writableNeedDrain: boolean };
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

/** A value of a column. Arrays become arrays of PostgreSQL, and must hold neither quotes nor commas. */
type Value = string | number | boolean | Date | null | readonly string[];

/**
 * Writes rows by `COPY`.
 * @param into the table and its columns, such as `room (id, name)`
 * @param rows drawn while they are written, so that they need not fit into memory
 */
export function copyIn(db: pg.Client, into: string, rows: Iterable<readonly Value[]>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: unknown;
    db.query({
      submit: (connection: Connection) => connection.query(`COPY ${into} FROM STDIN`),
      handleCopyInResponse: (connection: Connection) =>
        void pump(connection, rows).catch((error) => connection.sendCopyFail(String(error))),
      handleCommandComplete() {},
      handleError(error: unknown) {
        failure = error;
        reject(failure);
      },
      handleReadyForQuery: () => (failure ? undefined : resolve()),
    } as unknown as pg.Submittable);
  });
}

async function pump(connection: Connection, rows: Iterable<readonly Value[]>): Promise<void> {
  let chunk = "";
  for (const row of rows) {
    chunk += `${row.map(encode).join("\t")}\n`;
    if (chunk.length < CHUNK) continue;
    connection.sendCopyFromChunk(Buffer.from(chunk));
    chunk = "";
    if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
  }
  connection.sendCopyFromChunk(Buffer.from(chunk));
  connection.endCopyFrom();
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Encodes a value for the text format: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format". */
function encode(value: Value): string {
  if (value === null) return "\\N";
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.join(",")}}`;
  return String(value).replace(/[\\\n\r\t]/g, (sign) => ESCAPES[sign]!);
}
