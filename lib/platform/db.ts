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

/** The process's one pool. The writer's hot statement uses it directly; everything else goes through `db()`. */
export function pool(): pg.Pool {
  return remember("pool", () => {
    const made = new pg.Pool({
      connectionString: settings().databaseUrl,
      max: CONNECTIONS,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: "parley",
      // Prisma's adapter takes every time for UTC, whatever zone a foreign database would write it in.
      options: "-c timezone=UTC",
    });
    // An idle connection that breaks is dropped by the pool; without a listener it would end the process.
    made.on("error", (error) => console.warn(`The database dropped a connection: ${error.message}`));
    return made;
  });
}

/** The process's one Prisma client. */
export function db(): PrismaClient {
  return remember("db", () => new PrismaClient({ adapter: new PrismaPg(pool()) }));
}

/** Closes what `db()` and `pool()` opened, so that the process can end. */
export async function closeDb(): Promise<void> {
  await remember<PrismaClient | null>("db", () => null)?.$disconnect();
  const opened = remember<pg.Pool | null>("pool", () => null);
  rememberAs("db", undefined);
  rememberAs("pool", undefined);
  if (opened && !opened.ended) await opened.end();
}
