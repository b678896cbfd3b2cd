import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { codeOf, StartError } from "../start-error";

const REFUSALS: Record<string, string> = {
  "28P01": "The password in the data folder does not open its database.",
  "53100": "The database cannot be used: the disk is full.",
};

/** Any number that nothing else in this database uses: "parley" in ASCII. */
const KEY = 0x7061726c6579;

const NAME = "parley";
const STOPPING = `${NAME} stopping`;

/** This process's claim of its data folder. It ends with the process in any case. */
export type Claim = {
  connection: pg.Client;
  /** Tells a new process to wait instead of giving up, because this one is stopping. */
  announceStop(): Promise<void>;
};

/** Thrown if another process has the data folder; its database must be left alone. */
export class InUse extends StartError {}

/**
 * Makes this process the only Parley on the database, by an advisory lock of a connection. Waits for a Parley that is
 * shutting down, and for the database to accept connections.
 *
 * @param until deadline in milliseconds since the epoch
 * @returns the claim; undefined if the database went away meanwhile, stopped by its last owner
 * @throws InUse that names the other process
 */
export async function claim(url: string, until: number): Promise<Claim | undefined> {
  const connection = new pg.Client({
    connectionString: url,
    application_name: `${NAME} ${process.pid}`,
    keepAlive: true,
  });
  connection.on("error", () => {}); // Its owner listens for "end".
  try {
    await connection.connect();
    await take(connection, until);
    return { connection, announceStop: () => announceStop(connection) };
  } catch (error) {
    await connection.end().catch(() => {});
    if (isUnavailable(error)) return undefined;
    const refusal = REFUSALS[codeOf(error) ?? ""];
    throw refusal ? new StartError(refusal) : error;
  }
}

async function take(connection: pg.Client, until: number): Promise<void> {
  for (;;) {
    const { rows } = await connection.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [
      KEY,
    ]);
    if (rows[0]?.taken) return;
    const holder = await holderOf(connection);
    if (Date.now() > until || (holder && !holder.startsWith(STOPPING))) throw inUse(holder);
    await wait(100);
  }
}

async function holderOf(connection: pg.Client): Promise<string | undefined> {
  const { rows } = await connection.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) + objid::bigint = $1`,
    [KEY],
  );
  return rows[0]?.name;
}

function inUse(holder: string | undefined): InUse {
  const pid = holder?.match(/\d+/)?.[0];
  return new InUse(`Another Parley${pid ? ` (process ${pid})` : ""} is running on this data folder.`);
}

async function announceStop(connection: pg.Client): Promise<void> {
  await connection.query(`SET application_name = '${STOPPING} ${process.pid}'`).catch(() => {});
}

const UNAVAILABLE_CODES = ["57P01", "57P02", "57P03", "ECONNREFUSED", "ECONNRESET", "EPIPE"];

/** True if the database is down, stopping or starting, as opposed to refusing. */
export function isUnavailable(error: unknown): boolean {
  return (
    UNAVAILABLE_CODES.includes(codeOf(error) ?? "") || /Connection terminated/.test((error as Error).message)
  );
}
