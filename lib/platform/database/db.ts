import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "@/prisma/generated/client";
import { remember, rememberAs } from "../remember";
import { settings } from "../settings";

/** A transaction of the client. */
export type Tx = Prisma.TransactionClient;

/** The client or a transaction of it, for reading and writing rows. */
export type Db = PrismaClient | Tx;

/** Enough for pages and REST beside the writer; more connections make a hot room slower, not faster. */
const CONNECTIONS = 10;

const connectionOptions = () => ({
  connectionString: settings().databaseUrl,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  application_name: "parley",
  // Prisma's adapter takes every time for UTC, whatever zone an external database uses.
  options: "-c timezone=UTC",
});

/** Returns the process's one pool, which `db()` uses. */
export function pool(): pg.Pool {
  return remember("pool", () => {
    const made = new pg.Pool({ ...connectionOptions(), max: CONNECTIONS });
    // The pool drops a broken idle connection; without a listener it would end the process.
    made.on("error", (error) => console.warn(`The database dropped a connection: ${error.message}`));
    return made;
  });
}

/**
 * A connection for pipelined statements: each leaves before the one before it is answered
 * (https://node-postgres.com/features/pipelining), and the database runs them in order. The pool would hand out a
 * connection only at the end of a turn. It connects when needed, and again after a failure.
 */
class PipelinedConnection {
  private client: pg.Client | null = null;
  private connecting: Promise<void> | null = null;

  /** Runs one statement. An error that breaks the connection fails all statements on it. */
  async query<Row>(statement: pg.QueryConfig): Promise<Row[]> {
    if (!this.client || this.connecting) await this.ensureConnected();
    if (!this.client) throw new Error("Connection terminated");
    return (await this.client.query(statement)).rows as Row[];
  }

  private ensureConnected(): Promise<void> {
    this.connecting ??= this.connect().finally(() => {
      this.connecting = null;
    });
    return this.connecting;
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ ...connectionOptions(), pipeline: true });
    const forget = () => {
      if (this.client === client) this.client = null;
    };
    client.on("error", forget).on("end", forget);
    this.client = client;
    try {
      await client.connect();
    } catch (error) {
      forget();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.connecting?.catch(() => {});
    await this.client?.end();
  }
}

/** Returns the writer's connection. */
export const writerConnection = () => remember("writer line", () => new PipelinedConnection());

/** Returns the process's one Prisma client. */
export function db(): PrismaClient {
  return remember("db", () => new PrismaClient({ adapter: new PrismaPg(pool()) }));
}

/** Closes the connections of `db()`, `pool()` and the writer, so that the process can end. */
export async function closeDb(): Promise<void> {
  await remember<PrismaClient | null>("db", () => null)?.$disconnect();
  const opened = remember<pg.Pool | null>("pool", () => null);
  await writerConnection().close();
  rememberAs("writer line", undefined);
  rememberAs("db", undefined);
  rememberAs("pool", undefined);
  if (opened && !opened.ended) await opened.end();
}
