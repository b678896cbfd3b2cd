import { checkDatabase } from "./check-database";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { migrate } from "./migrations";
import type { GivenSettings } from "./settings";
import type { Closing } from "./shutdown";

/** PostgreSQL is asked twice, the second time to stop at once. */
const STOP_MS = 8_000;

/** The database of this process: where it is, and what to do first when the process is about to end. */
export type OpenedDatabase = { url: string; leave(): Promise<void> };

/**
 * Finds the database that DATABASE_URL names, or starts Parley's own, and brings its tables up to date. What a foreign
 * database cannot do is said on stderr.
 * @throws StartError when it cannot be reached, started or brought up to date
 */
export async function openDatabase(given: GivenSettings, closing: Closing): Promise<OpenedDatabase> {
  const database = given.databaseUrl ? foreign(given.databaseUrl) : await ours(given.dataDir, closing);
  for (const loss of await checkDatabase(database.url)) console.warn(loss);
  await migrate(database.url);
  return database;
}

function foreign(url: string): OpenedDatabase {
  return { url, async leave() {} };
}

async function ours(dataDir: string, closing: Closing): Promise<OpenedDatabase> {
  const starting = startEmbeddedPostgres(dataDir);
  // Noted before it is up: a Ctrl+C at this moment waits for it, and then stops it.
  closing.add(
    () =>
      starting.then(
        ({ stop }) => stop(),
        () => {},
      ),
    STOP_MS,
  );
  return starting;
}
