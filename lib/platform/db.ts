import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "@/prisma/generated/client";
import { remember, rememberAs } from "./remember";
import { settings } from "./settings";

/** One transaction of the client. */
export type Tx = Prisma.TransactionClient;

/** The client, or a transaction of it: whatever rows are read and written through. */
export type Db = PrismaClient | Tx;

/** Enough for pages and REST beside the writer; more connections make a hot room slower, not faster. */
const CONNECTIONS = 10;

const connectionOptions = () => ({
  connectionString: settings().databaseUrl,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  application_name: "parley",
  // Prisma's adapter takes every time for UTC, whatever zone a foreign database would write it in.
  options: "-c timezone=UTC",
});

/** The process's one pool, which `db()` goes through. */
export function pool(): pg.Pool {
  return remember("pool", () => {
    const made = new pg.Pool({ ...connectionOptions(), max: CONNECTIONS });
    // An idle connection that breaks is dropped by the pool; without a listener it would end the process.
    made.on("error", (error) => console.warn(`The database dropped a connection: ${error.message}`));
    return made;
  });
}

/**
 * A connection of its own for statements in line: each leaves in the call itself, before the one before it is answered
 * (https://node-postgres.com/features/pipelining), and the database does them one after the other. The pool would hand a
 * connection out only when nothing else is left to do in a turn. Made when it is needed, and again after it broke.
 */
class PipelinedConnection {
  private client: pg.Client | null = null;
  private connecting: Promise<void> | null = null;

  /** Rows of one statement. What breaks the connection fails every statement that is in it. */
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

/** The writer's connection. */
export const writerConnection = () => remember("writer line", () => new PipelinedConnection());

/** The process's one Prisma client. */
export function db(): PrismaClient {
  return remember("db", () => new PrismaClient({ adapter: new PrismaPg(pool()) }));
}

/** Closes what `db()` and `pool()` opened, so that the process can end. */
export async function closeDb(): Promise<void> {
  await remember<PrismaClient | null>("db", () => null)?.$disconnect();
  const opened = remember<pg.Pool | null>("pool", () => null);
  await writerConnection().close();
  rememberAs("writer line", undefined);
  rememberAs("db", undefined);
  rememberAs("pool", undefined);
  if (opened && !opened.ended) await opened.end();
}
